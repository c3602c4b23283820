// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/cassette/Cassette.h"

namespace agent {
/// [milliseconds, "text"] or [milliseconds, reasoning, "text"].
void readJson(const QJsonValue &value, TimedPiece &out, json::Reader &reader, const QString &where);
} // namespace agent

/// The documents of a cassette as they stand in the file; see docs/cassettes.md.
namespace agent::cassette {

/// A line of its own between two documents, and the last line of each: what ends without it was cut off.
constexpr auto beginMark = "---";
constexpr auto endMark = "...";

/// A request, told by what is different from an earlier one.
struct RequestPart
{
    std::optional<int> like; ///< The number of that call.
    int keep = 0;            ///< How many of its messages come first.
    std::optional<QString> provider;
    std::optional<QString> model;
    std::optional<double> temperature;
    std::optional<int> maxTokens;
    std::optional<QString> instructions;
    std::optional<QList<AskedTool>> tools;
    QList<Message> messages;

    static constexpr auto fields = std::tuple{json::field("like", &RequestPart::like),
                                              json::field("keep", &RequestPart::keep),
                                              json::field("provider", &RequestPart::provider),
                                              json::field("model", &RequestPart::model),
                                              json::field("temperature", &RequestPart::temperature),
                                              json::field("max_tokens", &RequestPart::maxTokens),
                                              json::field("instructions", &RequestPart::instructions),
                                              json::field("tools", &RequestPart::tools),
                                              json::field("messages", &RequestPart::messages)};
};

struct ReplyPart
{
    int at = 0;                  ///< Milliseconds.
    std::optional<QString> text; ///< Absent: what was streamed.
    QList<ToolCall> toolCalls;
    FinishReason finish = FinishReason::Stop;
    std::optional<Usage> usage;
    std::optional<Keepsake> keepsake;

    static constexpr auto fields = std::tuple{json::required("at", &ReplyPart::at),
                                              json::field("text", &ReplyPart::text),
                                              json::field("tool_calls", &ReplyPart::toolCalls),
                                              json::field("finish", &ReplyPart::finish),
                                              json::field("usage", &ReplyPart::usage),
                                              json::field("keepsake", &ReplyPart::keepsake)};
};

struct ErrorPart
{
    int at = 0; ///< Milliseconds.
    ErrorKind kind = ErrorKind::Internal;
    QString message;
    QString where;
    std::optional<qint64> retryAfter; ///< Seconds.

    static constexpr auto fields =
        std::tuple{json::required("at", &ErrorPart::at), json::required("kind", &ErrorPart::kind),
                   json::field("message", &ErrorPart::message), json::field("where", &ErrorPart::where),
                   json::field("retry_after", &ErrorPart::retryAfter)};
};

struct CallPart
{
    int call = 0;
    RequestPart request;
    QList<TimedPiece> stream;
    std::optional<ReplyPart> reply;
    std::optional<ErrorPart> error;

    static constexpr auto fields =
        std::tuple{json::required("call", &CallPart::call), json::required("request", &CallPart::request),
                   json::field("stream", &CallPart::stream), json::field("reply", &CallPart::reply),
                   json::field("error", &CallPart::error)};
};

struct ToolPart
{
    QString tool;
    QJsonObject arguments;
    int after = 0; ///< Milliseconds.
    ToolOutcome outcome = ToolOutcome::Ok;
    QString result;
    QList<Attachment> attachments;

    static constexpr auto fields = std::tuple{
        json::required("tool", &ToolPart::tool),     json::field("arguments", &ToolPart::arguments),
        json::required("after", &ToolPart::after),   json::required("outcome", &ToolPart::outcome),
        json::required("result", &ToolPart::result), json::field("attachments", &ToolPart::attachments)};
};

} // namespace agent::cassette
