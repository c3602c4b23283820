// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"

/// The names of the Anthropic Messages API (API reference, "Create a message" and "Streaming messages"). What
/// is read is read leniently: only what is needed is named, everything may be absent or null.
namespace agent::anthropic {

// --- what we send

/// One turn. Its content is a list of blocks of many kinds, so they are plain JSON.
struct Turn
{
    QString role; ///< "user" or "assistant"
    QJsonArray content;
    static constexpr auto fields =
        std::tuple{json::field("role", &Turn::role), json::field("content", &Turn::content)};
};

struct Tool
{
    QString name;
    QString description;
    QJsonObject inputSchema;
    static constexpr auto fields =
        std::tuple{json::field("name", &Tool::name), json::field("description", &Tool::description),
                   json::field("input_schema", &Tool::inputSchema)};
};

struct MessagesRequest
{
    QString model;
    int maxTokens = 0;
    std::optional<QString> system;
    QList<Turn> messages;
    std::optional<QList<Tool>> tools;
    std::optional<double> temperature;
    bool stream = true;
    static constexpr auto fields = std::tuple{json::field("model", &MessagesRequest::model),
                                              json::field("max_tokens", &MessagesRequest::maxTokens),
                                              json::field("system", &MessagesRequest::system),
                                              json::field("messages", &MessagesRequest::messages),
                                              json::field("tools", &MessagesRequest::tools),
                                              json::field("temperature", &MessagesRequest::temperature),
                                              json::field("stream", &MessagesRequest::stream)};
};

// --- what we read

struct UsageReport
{
    std::optional<qint64> inputTokens; ///< Without the two cached parts.
    std::optional<qint64> cacheCreationTokens;
    std::optional<qint64> cacheReadTokens;
    std::optional<qint64> outputTokens;
    static constexpr auto fields =
        std::tuple{json::field("input_tokens", &UsageReport::inputTokens),
                   json::field("cache_creation_input_tokens", &UsageReport::cacheCreationTokens),
                   json::field("cache_read_input_tokens", &UsageReport::cacheReadTokens),
                   json::field("output_tokens", &UsageReport::outputTokens)};
};

/// A message: the beginning of one within `message_start`, or the whole of one that was not streamed.
struct Message
{
    std::optional<QJsonArray> content;
    std::optional<QString> stopReason;
    std::optional<UsageReport> usage;
    static constexpr auto fields =
        std::tuple{json::field("content", &Message::content),
                   json::field("stop_reason", &Message::stopReason), json::field("usage", &Message::usage)};
};

/// A piece of a block, or with `message_delta` the stop reason.
struct Delta
{
    std::optional<QString> type;
    std::optional<QString> text;
    std::optional<QString> partialJson;
    std::optional<QString> thinking;
    std::optional<QString> signature;
    std::optional<QString> stopReason;
    static constexpr auto fields = std::tuple{json::field("type", &Delta::type),
                                              json::field("text", &Delta::text),
                                              json::field("partial_json", &Delta::partialJson),
                                              json::field("thinking", &Delta::thinking),
                                              json::field("signature", &Delta::signature),
                                              json::field("stop_reason", &Delta::stopReason)};
};

/// The data of any event. Its other keys depend on its type.
struct Event
{
    QString type;
    std::optional<int> index;
    std::optional<Message> message;
    std::optional<QJsonObject> contentBlock;
    std::optional<Delta> delta;
    std::optional<UsageReport> usage;
    QJsonValue error;
    static constexpr auto fields = std::tuple{
        json::required("type", &Event::type),    json::field("index", &Event::index),
        json::field("message", &Event::message), json::field("content_block", &Event::contentBlock),
        json::field("delta", &Event::delta),     json::field("usage", &Event::usage),
        json::field("error", &Event::error)};
};

} // namespace agent::anthropic
