// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"

/// The names of the OpenAI chat completions API (API reference, "Create chat completion" and "The chat
/// completion chunk object"). Nobody else spells them. What is read is read leniently: servers that imitate
/// the API leave things out, send null, and add keys.
namespace agent::openai {

// --- what we send

struct FunctionCall
{
    QString name;
    QString arguments; ///< JSON as text.
    static constexpr auto fields = std::tuple{json::field("name", &FunctionCall::name),
                                              json::field("arguments", &FunctionCall::arguments)};
};

struct Call
{
    QString id;
    QString type = QStringLiteral("function");
    FunctionCall function;
    static constexpr auto fields = std::tuple{json::field("id", &Call::id), json::field("type", &Call::type),
                                              json::field("function", &Call::function)};
};

struct ChatMessage
{
    QString role;
    QJsonValue content; ///< Text, parts, or null beside tool calls.
    std::optional<QList<Call>> toolCalls;
    std::optional<QString> toolCallId;
    static constexpr auto fields =
        std::tuple{json::field("role", &ChatMessage::role), json::field("content", &ChatMessage::content),
                   json::field("tool_calls", &ChatMessage::toolCalls),
                   json::field("tool_call_id", &ChatMessage::toolCallId)};
};

struct Function
{
    QString name;
    QString description;
    QJsonObject parameters;
    static constexpr auto fields =
        std::tuple{json::field("name", &Function::name), json::field("description", &Function::description),
                   json::field("parameters", &Function::parameters)};
};

struct Tool
{
    QString type = QStringLiteral("function");
    Function function;
    static constexpr auto fields =
        std::tuple{json::field("type", &Tool::type), json::field("function", &Tool::function)};
};

struct StreamOptions
{
    bool includeUsage = true;
    static constexpr auto fields = std::tuple{json::field("include_usage", &StreamOptions::includeUsage)};
};

struct NamedSchema
{
    QString name;
    QJsonObject schema;
    bool strict = false; ///< Strict takes schemas of closed objects without optional fields only.
    static constexpr auto fields =
        std::tuple{json::field("name", &NamedSchema::name), json::field("schema", &NamedSchema::schema),
                   json::field("strict", &NamedSchema::strict)};
};

struct ResponseFormat
{
    QString type;
    NamedSchema jsonSchema;
    static constexpr auto fields = std::tuple{json::field("type", &ResponseFormat::type),
                                              json::field("json_schema", &ResponseFormat::jsonSchema)};
};

struct ChatRequest
{
    QString model;
    QList<ChatMessage> messages;
    std::optional<QList<Tool>> tools;
    std::optional<double> temperature;
    std::optional<int> maxTokens;
    std::optional<int> maxCompletionTokens;
    std::optional<ResponseFormat> responseFormat;
    bool stream = true;
    std::optional<StreamOptions> streamOptions;
    static constexpr auto fields =
        std::tuple{json::field("model", &ChatRequest::model),
                   json::field("messages", &ChatRequest::messages),
                   json::field("tools", &ChatRequest::tools),
                   json::field("temperature", &ChatRequest::temperature),
                   json::field("max_tokens", &ChatRequest::maxTokens),
                   json::field("max_completion_tokens", &ChatRequest::maxCompletionTokens),
                   json::field("response_format", &ChatRequest::responseFormat),
                   json::field("stream", &ChatRequest::stream),
                   json::field("stream_options", &ChatRequest::streamOptions)};
};

// --- what we read

struct FunctionPiece
{
    std::optional<QString> name;
    QJsonValue arguments; ///< A piece of JSON text; some servers send the object itself.
    static constexpr auto fields = std::tuple{json::field("name", &FunctionPiece::name),
                                              json::field("arguments", &FunctionPiece::arguments)};
};

struct CallPiece
{
    std::optional<int> index;
    std::optional<QString> id;
    std::optional<FunctionPiece> function;
    static constexpr auto fields =
        std::tuple{json::field("index", &CallPiece::index), json::field("id", &CallPiece::id),
                   json::field("function", &CallPiece::function)};
};

/// `delta` of a chunk, or `message` of a completion that was not streamed.
struct Delta
{
    QJsonValue content; ///< Text, null, or a list of parts with `text`.
    std::optional<QString> refusal;
    std::optional<QString> reasoningContent; ///< DeepSeek, vLLM, llama.cpp.
    std::optional<QString> reasoning;        ///< OpenRouter, Ollama, Groq.
    std::optional<QList<CallPiece>> toolCalls;
    static constexpr auto fields =
        std::tuple{json::field("content", &Delta::content), json::field("refusal", &Delta::refusal),
                   json::field("reasoning_content", &Delta::reasoningContent),
                   json::field("reasoning", &Delta::reasoning), json::field("tool_calls", &Delta::toolCalls)};
};

struct Choice
{
    std::optional<int> index;
    std::optional<Delta> delta;
    std::optional<Delta> message;
    std::optional<QString> finishReason;
    static constexpr auto fields = std::tuple{
        json::field("index", &Choice::index), json::field("delta", &Choice::delta),
        json::field("message", &Choice::message), json::field("finish_reason", &Choice::finishReason)};
};

struct PromptDetails
{
    std::optional<qint64> cachedTokens;
    static constexpr auto fields = std::tuple{json::field("cached_tokens", &PromptDetails::cachedTokens)};
};

struct CompletionDetails
{
    std::optional<qint64> reasoningTokens;
    static constexpr auto fields =
        std::tuple{json::field("reasoning_tokens", &CompletionDetails::reasoningTokens)};
};

struct UsageReport
{
    std::optional<qint64> promptTokens;
    std::optional<qint64> completionTokens;
    std::optional<PromptDetails> promptDetails;
    std::optional<CompletionDetails> completionDetails;
    static constexpr auto fields =
        std::tuple{json::field("prompt_tokens", &UsageReport::promptTokens),
                   json::field("completion_tokens", &UsageReport::completionTokens),
                   json::field("prompt_tokens_details", &UsageReport::promptDetails),
                   json::field("completion_tokens_details", &UsageReport::completionDetails)};
};

/// One `data:` field of the stream, or the whole answer when it was not streamed.
struct Chunk
{
    std::optional<QList<Choice>> choices;
    std::optional<UsageReport> usage;
    QJsonValue error; ///< {"message", "type", "code"} or text; the answer ends with it.
    static constexpr auto fields =
        std::tuple{json::field("choices", &Chunk::choices), json::field("usage", &Chunk::usage),
                   json::field("error", &Chunk::error)};
};

} // namespace agent::openai
