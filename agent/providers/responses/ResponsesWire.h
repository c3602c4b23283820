// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"

/// The names of the OpenAI Responses API (API reference, "Create a model response" and "Streaming events").
/// What is read is read leniently: only what is needed is named, everything may be absent or null.
namespace agent::responses {

// --- what we send

struct Tool
{
    QString type = QStringLiteral("function");
    QString name;
    QString description;
    QJsonObject parameters;
    bool strict = false; ///< The API's own default would refuse most schemas.
    static constexpr auto fields =
        std::tuple{json::field("type", &Tool::type), json::field("name", &Tool::name),
                   json::field("description", &Tool::description),
                   json::field("parameters", &Tool::parameters), json::field("strict", &Tool::strict)};
};

struct Reasoning
{
    QString summary = QStringLiteral("auto");
    static constexpr auto fields = std::tuple{json::field("summary", &Reasoning::summary)};
};

struct TextFormat
{
    QString type;
    QString name;
    QJsonObject schema;
    bool strict = false; ///< Strict takes schemas of closed objects without optional fields only.
    static constexpr auto fields =
        std::tuple{json::field("type", &TextFormat::type), json::field("name", &TextFormat::name),
                   json::field("schema", &TextFormat::schema), json::field("strict", &TextFormat::strict)};
};

struct TextConfig
{
    TextFormat format;
    static constexpr auto fields = std::tuple{json::field("format", &TextConfig::format)};
};

struct CreateRequest
{
    QString model;
    std::optional<QString> instructions;
    QJsonArray input; ///< Items of many kinds, so they are plain JSON.
    std::optional<QList<Tool>> tools;
    std::optional<TextConfig> text;
    std::optional<double> temperature;
    int maxOutputTokens = 0;
    std::optional<Reasoning> reasoning;
    std::optional<QStringList> include;
    bool stream = true;
    bool store = false; ///< The conversation is ours to keep, not the provider's.
    static constexpr auto fields =
        std::tuple{json::field("model", &CreateRequest::model),
                   json::field("instructions", &CreateRequest::instructions),
                   json::field("input", &CreateRequest::input),
                   json::field("tools", &CreateRequest::tools),
                   json::field("text", &CreateRequest::text),
                   json::field("temperature", &CreateRequest::temperature),
                   json::field("max_output_tokens", &CreateRequest::maxOutputTokens),
                   json::field("reasoning", &CreateRequest::reasoning),
                   json::field("include", &CreateRequest::include),
                   json::field("stream", &CreateRequest::stream),
                   json::field("store", &CreateRequest::store)};
};

// --- what we read

struct InputDetails
{
    std::optional<qint64> cachedTokens;
    static constexpr auto fields = std::tuple{json::field("cached_tokens", &InputDetails::cachedTokens)};
};

struct OutputDetails
{
    std::optional<qint64> reasoningTokens;
    static constexpr auto fields =
        std::tuple{json::field("reasoning_tokens", &OutputDetails::reasoningTokens)};
};

struct UsageReport
{
    std::optional<qint64> inputTokens;
    std::optional<qint64> outputTokens;
    std::optional<InputDetails> inputDetails;
    std::optional<OutputDetails> outputDetails;
    static constexpr auto fields =
        std::tuple{json::field("input_tokens", &UsageReport::inputTokens),
                   json::field("output_tokens", &UsageReport::outputTokens),
                   json::field("input_tokens_details", &UsageReport::inputDetails),
                   json::field("output_tokens_details", &UsageReport::outputDetails)};
};

struct IncompleteDetails
{
    std::optional<QString> reason;
    static constexpr auto fields = std::tuple{json::field("reason", &IncompleteDetails::reason)};
};

struct Response
{
    std::optional<QString> status;
    std::optional<QJsonArray> output;
    std::optional<UsageReport> usage;
    std::optional<IncompleteDetails> incompleteDetails;
    QJsonValue error;
    static constexpr auto fields =
        std::tuple{json::field("status", &Response::status), json::field("output", &Response::output),
                   json::field("usage", &Response::usage),
                   json::field("incomplete_details", &Response::incompleteDetails),
                   json::field("error", &Response::error)};
};

/// The data of any event. Its other keys depend on its type.
struct Event
{
    std::optional<QString> type;
    std::optional<int> outputIndex;
    QJsonValue delta; ///< Text where we look at it.
    std::optional<QJsonObject> item;
    std::optional<Response> response;
    QJsonValue error;
    std::optional<QString> message; ///< With `error`: its words; older servers have `error` instead.
    QJsonValue code;
    static constexpr auto fields = std::tuple{
        json::field("type", &Event::type),         json::field("output_index", &Event::outputIndex),
        json::field("delta", &Event::delta),       json::field("item", &Event::item),
        json::field("response", &Event::response), json::field("error", &Event::error),
        json::field("message", &Event::message),   json::field("code", &Event::code)};
};

} // namespace agent::responses
