// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/dialects/openai/ChatWire.h"

/// The JSON of OpenAI's responses (API reference, "Create a model response", "The response object",
/// "Streaming events"), as far as ChatWire.h does not have it. Requests are read leniently.
namespace server::openai {

// --- what is read

struct InputPart
{
    QString type; ///< "input_text", "output_text", "input_image", "input_file"; others are refused.
    std::optional<QString> text;
    std::optional<QString> imageUrl;
    std::optional<QString> fileData;
    std::optional<QString> filename;
    static constexpr auto fields = std::tuple{
        json::required("type", &InputPart::type), json::field("text", &InputPart::text),
        json::field("image_url", &InputPart::imageUrl), json::field("file_data", &InputPart::fileData),
        json::field("filename", &InputPart::filename)};
};

/// Written as text or as parts.
struct InputContent
{
    QList<InputPart> parts;
};
void readJson(const QJsonValue &value, InputContent &out, json::Reader &reader, const QString &where);

struct InputItem
{
    std::optional<QString>
        type; ///< "message" or absent, "function_call", "function_call_output", "reasoning".
    std::optional<QString> role; ///< Of a message.
    std::optional<InputContent> content;
    std::optional<QString> callId; ///< Of a call and its result.
    std::optional<QString> name;
    std::optional<QString> arguments;
    std::optional<InputContent> output;
    static constexpr auto fields = std::tuple{
        json::field("type", &InputItem::type),       json::field("role", &InputItem::role),
        json::field("content", &InputItem::content), json::field("call_id", &InputItem::callId),
        json::field("name", &InputItem::name),       json::field("arguments", &InputItem::arguments),
        json::field("output", &InputItem::output)};
};

/// Written as what the user says, or as items.
struct Input
{
    QList<InputItem> items;
};
void readJson(const QJsonValue &value, Input &out, json::Reader &reader, const QString &where);

struct FlatTool
{
    QString type; ///< "function"; others are refused.
    std::optional<QString> name;
    std::optional<QString> description;
    std::optional<QJsonObject> parameters;
    static constexpr auto fields = std::tuple{
        json::required("type", &FlatTool::type), json::field("name", &FlatTool::name),
        json::field("description", &FlatTool::description), json::field("parameters", &FlatTool::parameters)};
};

struct TextFormat
{
    QString type; ///< "text", "json_object", "json_schema".
    std::optional<QString> name;
    std::optional<QJsonObject> schema;
    static constexpr auto fields =
        std::tuple{json::required("type", &TextFormat::type), json::field("name", &TextFormat::name),
                   json::field("schema", &TextFormat::schema)};
};

struct TextConfig
{
    std::optional<TextFormat> format;
    static constexpr auto fields = std::tuple{json::field("format", &TextConfig::format)};
};

struct ResponsesRequest
{
    QString model; ///< The name of an agent.
    Input input;
    std::optional<QString> instructions;
    std::optional<bool> stream;
    std::optional<double> temperature;
    std::optional<int> maxOutputTokens;
    std::optional<QList<FlatTool>> tools;
    QJsonValue toolChoice;
    std::optional<TextConfig> text;
    std::optional<bool> background;
    std::optional<QString> previousResponseId;
    QJsonValue conversation;
    static constexpr auto fields =
        std::tuple{json::required("model", &ResponsesRequest::model),
                   json::required("input", &ResponsesRequest::input),
                   json::field("instructions", &ResponsesRequest::instructions),
                   json::field("stream", &ResponsesRequest::stream),
                   json::field("temperature", &ResponsesRequest::temperature),
                   json::field("max_output_tokens", &ResponsesRequest::maxOutputTokens),
                   json::field("tools", &ResponsesRequest::tools),
                   json::field("tool_choice", &ResponsesRequest::toolChoice),
                   json::field("text", &ResponsesRequest::text),
                   json::field("background", &ResponsesRequest::background),
                   json::field("previous_response_id", &ResponsesRequest::previousResponseId),
                   json::field("conversation", &ResponsesRequest::conversation)};

    bool isStreamed() const { return stream.value_or(false); }
};

// --- what is written

struct ResponseUsage
{
    qint64 inputTokens = 0;
    InputDetails inputDetails;
    qint64 outputTokens = 0;
    OutputDetails outputDetails;
    qint64 totalTokens = 0;
    static constexpr auto fields =
        std::tuple{json::field("input_tokens", &ResponseUsage::inputTokens),
                   json::field("input_tokens_details", &ResponseUsage::inputDetails),
                   json::field("output_tokens", &ResponseUsage::outputTokens),
                   json::field("output_tokens_details", &ResponseUsage::outputDetails),
                   json::field("total_tokens", &ResponseUsage::totalTokens)};
};

/// A response. Clients check that all fields are there, so those that say nothing here are written too.
struct Response
{
    QString id; ///< "resp_" and the run's id.
    QString object = QStringLiteral("response");
    qint64 createdAt = 0;
    QString status = QStringLiteral("in_progress"); ///< Then "completed", "incomplete", "failed".
    QString model;
    QJsonArray output;            ///< Items: "message", "function_call".
    QJsonValue error;             ///< {"code","message"} of one that failed.
    QJsonValue incompleteDetails; ///< {"reason"} of one that was cut off.
    std::optional<ResponseUsage> usage;
    QJsonValue instructions;
    QJsonObject metadata;
    bool parallelToolCalls = true;
    QJsonValue previousResponseId;
    bool store = false;
    QJsonValue temperature;
    QString toolChoice = QStringLiteral("auto");
    QJsonArray tools;
    QJsonValue topP;
    static constexpr auto fields =
        std::tuple{json::field("id", &Response::id),
                   json::field("object", &Response::object),
                   json::field("created_at", &Response::createdAt),
                   json::field("status", &Response::status),
                   json::field("model", &Response::model),
                   json::field("output", &Response::output),
                   json::field("error", &Response::error),
                   json::field("incomplete_details", &Response::incompleteDetails),
                   json::field("usage", &Response::usage),
                   json::field("instructions", &Response::instructions),
                   json::field("metadata", &Response::metadata),
                   json::field("parallel_tool_calls", &Response::parallelToolCalls),
                   json::field("previous_response_id", &Response::previousResponseId),
                   json::field("store", &Response::store),
                   json::field("temperature", &Response::temperature),
                   json::field("tool_choice", &Response::toolChoice),
                   json::field("tools", &Response::tools),
                   json::field("top_p", &Response::topP)};
};

} // namespace server::openai
