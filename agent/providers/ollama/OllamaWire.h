// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"

/// The names of Ollama's own API (its docs/api.md: "Generate a chat completion", "List local models", "Pull a
/// model"). What is read is read leniently: everything may be absent or null.
namespace agent::ollama {

// --- what we send

struct FunctionCall
{
    QString name;
    QJsonObject arguments;
    static constexpr auto fields = std::tuple{json::field("name", &FunctionCall::name),
                                              json::field("arguments", &FunctionCall::arguments)};
};

struct Call
{
    FunctionCall function;
    static constexpr auto fields = std::tuple{json::field("function", &Call::function)};
};

struct ChatMessage
{
    QString role;
    QString content;
    std::optional<QStringList> images; ///< Base64.
    std::optional<QList<Call>> toolCalls;
    std::optional<QString> toolName; ///< With the role "tool".
    static constexpr auto fields = std::tuple{
        json::field("role", &ChatMessage::role), json::field("content", &ChatMessage::content),
        json::field("images", &ChatMessage::images), json::field("tool_calls", &ChatMessage::toolCalls),
        json::field("tool_name", &ChatMessage::toolName)};
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

struct Options
{
    double temperature = 0;
    int numPredict = 0; ///< Output limit.
    static constexpr auto fields = std::tuple{json::field("temperature", &Options::temperature),
                                              json::field("num_predict", &Options::numPredict)};
};

struct ChatRequest
{
    QString model;
    QList<ChatMessage> messages;
    std::optional<QList<Tool>> tools;
    std::optional<QJsonObject> format; ///< JSON Schema.
    Options options;
    bool stream = true;
    static constexpr auto fields = std::tuple{
        json::field("model", &ChatRequest::model),     json::field("messages", &ChatRequest::messages),
        json::field("tools", &ChatRequest::tools),     json::field("format", &ChatRequest::format),
        json::field("options", &ChatRequest::options), json::field("stream", &ChatRequest::stream)};
};

// --- what we read

struct FunctionReply
{
    std::optional<QString> name;
    QJsonValue arguments; ///< An object; some imitators send JSON as text.
    static constexpr auto fields = std::tuple{json::field("name", &FunctionReply::name),
                                              json::field("arguments", &FunctionReply::arguments)};
};

struct CallReply
{
    std::optional<QString> id; ///< Newer versions give one.
    std::optional<FunctionReply> function;
    static constexpr auto fields =
        std::tuple{json::field("id", &CallReply::id), json::field("function", &CallReply::function)};
};

struct MessageReply
{
    std::optional<QString> content;
    std::optional<QString> thinking;
    std::optional<QList<CallReply>> toolCalls;
    static constexpr auto fields = std::tuple{json::field("content", &MessageReply::content),
                                              json::field("thinking", &MessageReply::thinking),
                                              json::field("tool_calls", &MessageReply::toolCalls)};
};

/// One line of the stream, or the whole answer when it was not streamed.
struct Chunk
{
    std::optional<MessageReply> message;
    std::optional<bool> done;
    std::optional<QString> doneReason;
    std::optional<qint64> promptTokens; ///< With the last line.
    std::optional<qint64> outputTokens;
    QJsonValue error; ///< Text; imitators send OpenAI's object.
    static constexpr auto fields = std::tuple{json::field("message", &Chunk::message),
                                              json::field("done", &Chunk::done),
                                              json::field("done_reason", &Chunk::doneReason),
                                              json::field("prompt_eval_count", &Chunk::promptTokens),
                                              json::field("eval_count", &Chunk::outputTokens),
                                              json::field("error", &Chunk::error)};
};

} // namespace agent::ollama
