// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"

/// The JSON of OpenAI's chat completions (API reference, "Create chat completion", "The chat completion
/// object", "The chat completion chunk object"). Requests are read leniently: clients send many fields that
/// say nothing here, and null for most.
namespace server::openai {

namespace json = agent::json;

// --- what is read

struct ImageUrl
{
    QString url;
    static constexpr auto fields = std::tuple{json::required("url", &ImageUrl::url)};
};

struct FilePart
{
    std::optional<QString> fileData; ///< A data: URL.
    std::optional<QString> filename;
    static constexpr auto fields = std::tuple{json::field("file_data", &FilePart::fileData),
                                              json::field("filename", &FilePart::filename)};
};

struct ContentPart
{
    QString type; ///< "text", "image_url", "file"; others are refused.
    std::optional<QString> text;
    std::optional<ImageUrl> imageUrl;
    std::optional<FilePart> file;
    static constexpr auto fields =
        std::tuple{json::required("type", &ContentPart::type), json::field("text", &ContentPart::text),
                   json::field("image_url", &ContentPart::imageUrl), json::field("file", &ContentPart::file)};
};

/// What a message says: written as text, as parts, or as null.
struct Content
{
    QList<ContentPart> parts;
};
void readJson(const QJsonValue &value, Content &out, json::Reader &reader, const QString &where);

struct FunctionCall
{
    QString name;
    QString arguments; ///< JSON as text.
    static constexpr auto fields = std::tuple{json::required("name", &FunctionCall::name),
                                              json::required("arguments", &FunctionCall::arguments)};
};

/// A call of a client's tool; written here, and read again with its result.
struct CalledTool
{
    std::optional<int> index; ///< In chunks only.
    QString id;
    QString type = QStringLiteral("function");
    FunctionCall function;
    static constexpr auto fields =
        std::tuple{json::field("index", &CalledTool::index), json::required("id", &CalledTool::id),
                   json::field("type", &CalledTool::type), json::required("function", &CalledTool::function)};
};

struct ChatMessage
{
    QString role; ///< "system" or "developer", "user", "assistant", "tool".
    std::optional<Content> content;
    std::optional<QList<CalledTool>> toolCalls;
    std::optional<QString> toolCallId;
    static constexpr auto fields =
        std::tuple{json::required("role", &ChatMessage::role), json::field("content", &ChatMessage::content),
                   json::field("tool_calls", &ChatMessage::toolCalls),
                   json::field("tool_call_id", &ChatMessage::toolCallId)};
};

struct Function
{
    QString name;
    std::optional<QString> description;
    std::optional<QJsonObject> parameters; ///< JSON Schema; absent: none.
    static constexpr auto fields = std::tuple{json::required("name", &Function::name),
                                              json::field("description", &Function::description),
                                              json::field("parameters", &Function::parameters)};
};

/// A tool of the client's.
struct OfferedTool
{
    QString type; ///< "function"; others are refused.
    std::optional<Function> function;
    static constexpr auto fields = std::tuple{json::required("type", &OfferedTool::type),
                                              json::field("function", &OfferedTool::function)};
};

struct StreamOptions
{
    std::optional<bool> includeUsage;
    static constexpr auto fields = std::tuple{json::field("include_usage", &StreamOptions::includeUsage)};
};

struct NamedSchema
{
    QString name;
    std::optional<QJsonObject> schema;
    static constexpr auto fields =
        std::tuple{json::required("name", &NamedSchema::name), json::field("schema", &NamedSchema::schema)};
};

struct ResponseFormat
{
    QString type; ///< "text", "json_object", "json_schema".
    std::optional<NamedSchema> jsonSchema;
    static constexpr auto fields = std::tuple{json::required("type", &ResponseFormat::type),
                                              json::field("json_schema", &ResponseFormat::jsonSchema)};
};

struct ChatRequest
{
    QString model; ///< The name of an agent.
    QList<ChatMessage> messages;
    std::optional<bool> stream;
    std::optional<StreamOptions> streamOptions;
    std::optional<double> temperature;
    std::optional<int> maxTokens; ///< The older name of the next.
    std::optional<int> maxCompletionTokens;
    std::optional<ResponseFormat> responseFormat;
    std::optional<int> n;
    std::optional<QList<OfferedTool>> tools;
    QJsonValue toolChoice;               ///< "auto", "none", "required", or an object that names a function.
    std::optional<QJsonArray> functions; ///< What `tools` were once.

    static constexpr auto fields =
        std::tuple{json::required("model", &ChatRequest::model),
                   json::required("messages", &ChatRequest::messages),
                   json::field("stream", &ChatRequest::stream),
                   json::field("stream_options", &ChatRequest::streamOptions),
                   json::field("temperature", &ChatRequest::temperature),
                   json::field("max_tokens", &ChatRequest::maxTokens),
                   json::field("max_completion_tokens", &ChatRequest::maxCompletionTokens),
                   json::field("response_format", &ChatRequest::responseFormat),
                   json::field("n", &ChatRequest::n),
                   json::field("tools", &ChatRequest::tools),
                   json::field("tool_choice", &ChatRequest::toolChoice),
                   json::field("functions", &ChatRequest::functions)};

    bool isStreamed() const { return stream.value_or(false); }
    bool wantsUsage() const { return streamOptions && streamOptions->includeUsage.value_or(false); }
};

// --- what is written

struct InputDetails
{
    qint64 cachedTokens = 0;
    static constexpr auto fields = std::tuple{json::field("cached_tokens", &InputDetails::cachedTokens)};
};

struct OutputDetails
{
    qint64 reasoningTokens = 0;
    static constexpr auto fields =
        std::tuple{json::field("reasoning_tokens", &OutputDetails::reasoningTokens)};
};

/// Of all model calls of the run.
struct ChatUsage
{
    qint64 promptTokens = 0;
    qint64 completionTokens = 0;
    qint64 totalTokens = 0;
    InputDetails promptDetails;
    OutputDetails completionDetails;
    static constexpr auto fields =
        std::tuple{json::field("prompt_tokens", &ChatUsage::promptTokens),
                   json::field("completion_tokens", &ChatUsage::completionTokens),
                   json::field("total_tokens", &ChatUsage::totalTokens),
                   json::field("prompt_tokens_details", &ChatUsage::promptDetails),
                   json::field("completion_tokens_details", &ChatUsage::completionDetails)};
};

/// `message` of a completion, or `delta` of a chunk: what is not said there is absent.
struct Said
{
    std::optional<QString> role;
    QJsonValue content = QJsonValue::Undefined; ///< Text; null beside calls.
    std::optional<QString> reasoningContent;    ///< Not OpenAI's; many servers and clients know it.
    std::optional<QList<CalledTool>> toolCalls;
    static constexpr auto fields =
        std::tuple{json::field("role", &Said::role), json::field("content", &Said::content),
                   json::field("reasoning_content", &Said::reasoningContent),
                   json::field("tool_calls", &Said::toolCalls)};
};

struct Choice
{
    int index = 0;
    std::optional<Said> message;
    std::optional<Said> delta;
    QJsonValue logprobs;     ///< Null.
    QJsonValue finishReason; ///< "stop", "length", "tool_calls", "content_filter"; null in all chunks but
                             ///< one.
    static constexpr auto fields =
        std::tuple{json::field("index", &Choice::index), json::field("message", &Choice::message),
                   json::field("delta", &Choice::delta), json::field("logprobs", &Choice::logprobs),
                   json::field("finish_reason", &Choice::finishReason)};
};

/// A completion, or one chunk of it.
struct ChatCompletion
{
    QString id;         ///< "chatcmpl-" and the run's id.
    QString object;     ///< "chat.completion" or "chat.completion.chunk".
    qint64 created = 0; ///< When the run began, in seconds since 1970.
    QString model;
    QList<Choice> choices; ///< One; none in the chunk that tells the usage.
    std::optional<ChatUsage> usage;
    static constexpr auto fields = std::tuple{
        json::field("id", &ChatCompletion::id),           json::field("object", &ChatCompletion::object),
        json::field("created", &ChatCompletion::created), json::field("model", &ChatCompletion::model),
        json::field("choices", &ChatCompletion::choices), json::field("usage", &ChatCompletion::usage)};
};

/// An agent, as OpenAI's clients and Anthropic's (the last three fields) know models.
struct Model
{
    QString id; ///< The agent's name.
    QString object = QStringLiteral("model");
    qint64 created = 0; ///< When the agent file was last written, in seconds since 1970; 0: not on disk.
    QString ownedBy = QStringLiteral("slipway");
    QString type = QStringLiteral("model");
    QString displayName; ///< The same as `id`.
    QString createdAt;   ///< The same as `created`, RFC 3339.
    static constexpr auto fields = std::tuple{json::field("id", &Model::id),
                                              json::field("object", &Model::object),
                                              json::field("created", &Model::created),
                                              json::field("owned_by", &Model::ownedBy),
                                              json::field("type", &Model::type),
                                              json::field("display_name", &Model::displayName),
                                              json::field("created_at", &Model::createdAt)};
};

struct ModelList
{
    QString object = QStringLiteral("list");
    QList<Model> data;
    bool hasMore = false; ///< Anthropic's, as are the next two.
    QString firstId;
    QString lastId;
    static constexpr auto fields =
        std::tuple{json::field("object", &ModelList::object), json::field("data", &ModelList::data),
                   json::field("has_more", &ModelList::hasMore), json::field("first_id", &ModelList::firstId),
                   json::field("last_id", &ModelList::lastId)};
};

} // namespace server::openai
