// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/responses/ResponsesStream.h"

#include "agent/base/JsonParse.h"
#include "agent/providers/responses/ResponsesWire.h"
#include "agent/providers/wire/AnswerParts.h"

using namespace Qt::StringLiterals;

namespace agent {
namespace {

QString kindOf(const QJsonObject &item)
{
    return item.value(u"type"_s).toString();
}

bool isText(const QString &event)
{
    return event == u"response.output_text.delta" || event == u"response.refusal.delta";
}

bool isReasoning(const QString &event)
{
    return event == u"response.reasoning_summary_text.delta" || event == u"response.reasoning_text.delta";
}

/// The text of all parts of a list: `text`, or `refusal` where the model refused.
QString textIn(const QJsonArray &parts)
{
    QString text;
    for (const QJsonValue &part : parts)
        text += part[u"text"].toString() + part[u"refusal"].toString();
    return text;
}

Usage usageOf(const responses::UsageReport &report)
{
    Usage usage;
    usage.inputTokens = report.inputTokens.value_or(0);
    usage.outputTokens = report.outputTokens.value_or(0);
    if (report.inputDetails)
        usage.cachedTokens = report.inputDetails->cachedTokens.value_or(0);
    if (report.outputDetails)
        usage.reasoningTokens = report.outputDetails->reasoningTokens.value_or(0);
    return usage;
}

/// `incomplete` says why the response is not complete; empty when it is.
FinishReason finishReason(const QString &incomplete, bool hasCalls)
{
    if (incomplete == u"content_filter")
        return FinishReason::Filtered;
    if (!incomplete.isEmpty())
        return FinishReason::Length;
    return hasCalls ? FinishReason::ToolCalls : FinishReason::Stop;
}

} // namespace

Result<QList<ModelDelta>> ResponsesStream::accept(const QByteArray &record)
{
    if (record.trimmed() == "[DONE]") // some imitators end every stream with it
        return QList<ModelDelta>();
    const auto event = json::parse<responses::Event>(record, json::UnknownKeys::Ignore);
    if (!event)
        return unreadable(event.error());
    if (const auto &kind = event->type)
        return take(*kind, *event);
    const auto whole = json::parse<responses::Response>(record, json::UnknownKeys::Ignore);
    if (!whole)
        return unreadable(whole.error());
    return takeWhole(*whole);
}

Result<QList<ModelDelta>> ResponsesStream::take(const QString &kind, const responses::Event &event)
{
    const int index = event.outputIndex.value_or(0);
    if (kind == u"error") {
        const QJsonObject told{{u"message"_s, event.message.value_or(QString())}, {u"code"_s, event.code}};
        return reportedError(event.error.isObject() ? event.error : QJsonValue(told));
    }
    if (kind.endsWith(u".delta"_s))
        return takeDelta(kind, index, event.delta.toString());
    if (kind == u"response.output_item.added" && event.item)
        m_items[index].item = *event.item;
    else if (kind == u"response.output_item.done" && event.item)
        closeItem(index, *event.item);
    const bool isLast =
        kind == u"response.completed" || kind == u"response.incomplete" || kind == u"response.failed";
    if (isLast && event.response)
        return end(*event.response);
    return QList<ModelDelta>();
}

QList<ModelDelta> ResponsesStream::takeDelta(const QString &kind, int index, const QString &delta)
{
    if (delta.isEmpty())
        return {};
    if (isReasoning(kind))
        return {ReasoningPiece{delta}};
    if (kind == u"response.function_call_arguments.delta")
        m_items[index].arguments += delta;
    if (!isText(kind))
        return {};
    m_text += delta;
    return {TextPiece{delta}};
}

// The finished item is the truth about a call's arguments and the only place of encrypted reasoning.
void ResponsesStream::closeItem(int index, const QJsonObject &item)
{
    Item &known = m_items[index];
    known.item = item;
    const QString arguments = item.value(u"arguments"_s).toString();
    if (!arguments.isEmpty())
        known.arguments = arguments;
}

Result<QList<ModelDelta>> ResponsesStream::takeWhole(const responses::Response &response)
{
    QList<ModelDelta> deltas;
    const QJsonArray output = response.output.value_or(QJsonArray());
    for (qsizetype i = 0; i < output.size(); ++i) {
        const QJsonObject item = output.at(i).toObject();
        const int index = static_cast<int>(i);
        closeItem(index, item);
        deltas +=
            takeDelta(u"response.output_text.delta"_s, index,
                      kindOf(item) == u"message" ? textIn(item.value(u"content"_s).toArray()) : QString());
        deltas +=
            takeDelta(u"response.reasoning_text.delta"_s, index, textIn(item.value(u"summary"_s).toArray()));
    }
    if (auto rest = end(response); !rest)
        return rest;
    return deltas;
}

Result<QList<ModelDelta>> ResponsesStream::end(const responses::Response &response)
{
    const QString status = response.status.value_or(QString());
    if (status == u"failed" || response.error.isObject() || response.error.isString())
        return reportedError(response.error);
    if (status == u"cancelled" || status.isEmpty())
        return reportedError(u"the response is %1"_s.arg(status.isEmpty() ? u"none"_s : status));
    Ending ending;
    if (status == u"incomplete")
        ending.reason = u"unknown"_s;
    if (response.incompleteDetails)
        ending.reason = response.incompleteDetails->reason.value_or(ending.reason);
    if (response.usage)
        ending.usage = usageOf(*response.usage);
    m_response = ending;
    return QList<ModelDelta>();
}

Message ResponsesStream::message() const
{
    Message message{Role::Assistant, m_text, {}, {}};
    QJsonArray reasoning;
    for (const Item &item : m_items) {
        if (kindOf(item.item) == u"function_call") {
            message.toolCalls.append(toolCallFrom(item.item.value(u"call_id"_s).toString(),
                                                  item.item.value(u"name"_s).toString(), item.arguments));
        }
        // Without the encrypted part the provider, who stores nothing for us, does not know it again.
        const bool isKept = item.item.value(u"encrypted_content"_s).isString();
        if (kindOf(item.item) == u"reasoning" && isKept)
            reasoning.append(item.item);
    }
    if (!reasoning.isEmpty())
        message.keepsake = Keepsake{{}, reasoning};
    return message;
}

Result<ModelReply> ResponsesStream::finish() const
{
    if (!m_response)
        return brokenOff();
    Message whole = message();
    whole.toolCalls = withOwnIds(whole.toolCalls, {});
    const FinishReason finish = finishReason(m_response->reason, !whole.toolCalls.isEmpty());
    return ModelReply{std::move(whole), finish, m_response->usage};
}

} // namespace agent
