// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"

/// The JSON of Anthropic's messages (API reference, "Create a Message", "Streaming Messages"). Requests are
/// read leniently: clients send many fields that say nothing here.
namespace server::anthropic {

namespace json = agent::json;

// --- what is read

struct Source
{
    QString type; ///< "base64", "text"; others are refused.
    std::optional<QString> mediaType;
    std::optional<QString> data;
    static constexpr auto fields =
        std::tuple{json::required("type", &Source::type), json::field("media_type", &Source::mediaType),
                   json::field("data", &Source::data)};
};

/// A text, an image or a document.
struct PlainBlock
{
    QString type; ///< "text", "image", "document".
    std::optional<QString> text;
    std::optional<Source> source;
    std::optional<QString> title; ///< Of a document.
    static constexpr auto fields =
        std::tuple{json::required("type", &PlainBlock::type), json::field("text", &PlainBlock::text),
                   json::field("source", &PlainBlock::source), json::field("title", &PlainBlock::title)};
};

/// Written as a text or as blocks.
struct PlainContent
{
    QList<PlainBlock> blocks;
};
void readJson(const QJsonValue &value, PlainContent &out, json::Reader &reader, const QString &where);

/// Anything a message holds.
struct Block
{
    QString type; ///< A plain one, "tool_use", "tool_result", "thinking", "redacted_thinking".
    std::optional<QString> text;
    std::optional<Source> source;
    std::optional<QString> title;
    std::optional<QString> id; ///< Of a call, with its name and input.
    std::optional<QString> name;
    std::optional<QJsonObject> input;
    std::optional<QString> toolUseId; ///< Of a result, with its content.
    std::optional<PlainContent> content;
    std::optional<bool> isError;
    static constexpr auto fields =
        std::tuple{json::required("type", &Block::type),    json::field("text", &Block::text),
                   json::field("source", &Block::source),   json::field("title", &Block::title),
                   json::field("id", &Block::id),           json::field("name", &Block::name),
                   json::field("input", &Block::input),     json::field("tool_use_id", &Block::toolUseId),
                   json::field("content", &Block::content), json::field("is_error", &Block::isError)};
};

struct Content
{
    QList<Block> blocks;
};
void readJson(const QJsonValue &value, Content &out, json::Reader &reader, const QString &where);

struct InputMessage
{
    QString role; ///< "user", "assistant".
    Content content;
    static constexpr auto fields = std::tuple{json::required("role", &InputMessage::role),
                                              json::required("content", &InputMessage::content)};
};

struct OfferedTool
{
    std::optional<QString> type; ///< "custom" or absent; others are refused.
    QString name;
    std::optional<QString> description;
    std::optional<QJsonObject> inputSchema;
    static constexpr auto fields =
        std::tuple{json::field("type", &OfferedTool::type), json::required("name", &OfferedTool::name),
                   json::field("description", &OfferedTool::description),
                   json::field("input_schema", &OfferedTool::inputSchema)};
};

struct ToolChoice
{
    QString type; ///< "auto", "any", "tool", "none".
    std::optional<QString> name;
    static constexpr auto fields =
        std::tuple{json::required("type", &ToolChoice::type), json::field("name", &ToolChoice::name)};
};

struct OutputFormat
{
    QString type; ///< "json_schema".
    std::optional<QJsonObject> schema;
    static constexpr auto fields =
        std::tuple{json::required("type", &OutputFormat::type), json::field("schema", &OutputFormat::schema)};
};

struct OutputConfig
{
    std::optional<OutputFormat> format;
    static constexpr auto fields = std::tuple{json::field("format", &OutputConfig::format)};
};

struct Thinking
{
    QString type; ///< "enabled", "adaptive", "disabled".
    static constexpr auto fields = std::tuple{json::required("type", &Thinking::type)};
};

struct MessagesRequest
{
    QString model; ///< The name of an agent.
    QList<InputMessage> messages;
    std::optional<int> maxTokens;
    std::optional<PlainContent> system;
    std::optional<bool> stream;
    std::optional<double> temperature;
    std::optional<QList<OfferedTool>> tools;
    std::optional<ToolChoice> toolChoice;
    std::optional<OutputConfig> outputConfig;
    std::optional<Thinking> thinking;
    std::optional<QJsonObject> thread; ///< A conversation that the server is to hold: refused.
    static constexpr auto fields = std::tuple{json::required("model", &MessagesRequest::model),
                                              json::required("messages", &MessagesRequest::messages),
                                              json::field("max_tokens", &MessagesRequest::maxTokens),
                                              json::field("system", &MessagesRequest::system),
                                              json::field("stream", &MessagesRequest::stream),
                                              json::field("temperature", &MessagesRequest::temperature),
                                              json::field("tools", &MessagesRequest::tools),
                                              json::field("tool_choice", &MessagesRequest::toolChoice),
                                              json::field("output_config", &MessagesRequest::outputConfig),
                                              json::field("thinking", &MessagesRequest::thinking),
                                              json::field("thread", &MessagesRequest::thread)};

    bool isStreamed() const { return stream.value_or(false); }
    bool wantsThinking() const { return thinking && thinking->type != QStringLiteral("disabled"); }
};

// --- what is written

/// Of all calls of the model in the run.
struct MessageUsage
{
    qint64 inputTokens = 0; ///< Without those read from a cache.
    qint64 cacheCreationInputTokens = 0;
    qint64 cacheReadInputTokens = 0;
    qint64 outputTokens = 0;
    static constexpr auto fields =
        std::tuple{json::field("input_tokens", &MessageUsage::inputTokens),
                   json::field("cache_creation_input_tokens", &MessageUsage::cacheCreationInputTokens),
                   json::field("cache_read_input_tokens", &MessageUsage::cacheReadInputTokens),
                   json::field("output_tokens", &MessageUsage::outputTokens)};
};

struct OutputMessage
{
    QString id; ///< "msg_" and the run's id.
    QString type = QStringLiteral("message");
    QString role = QStringLiteral("assistant");
    QString model;
    QJsonArray content; ///< Blocks: "thinking", "text", "tool_use".
    QJsonValue
        stopReason; ///< "end_turn", "max_tokens", "tool_use", "refusal"; null at the begin of a stream.
    QJsonValue stopSequence; ///< Null.
    MessageUsage usage;
    static constexpr auto fields = std::tuple{json::field("id", &OutputMessage::id),
                                              json::field("type", &OutputMessage::type),
                                              json::field("role", &OutputMessage::role),
                                              json::field("model", &OutputMessage::model),
                                              json::field("content", &OutputMessage::content),
                                              json::field("stop_reason", &OutputMessage::stopReason),
                                              json::field("stop_sequence", &OutputMessage::stopSequence),
                                              json::field("usage", &OutputMessage::usage)};
};

} // namespace server::anthropic
