// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/native/StreamWire.h"

#include "server/dialects/native/NativeWire.h"

using namespace Qt::StringLiterals;
using namespace agent;

namespace server::native {
namespace {

using Shown = std::optional<QJsonObject>;

QJsonObject object(const QString &type, std::initializer_list<std::pair<QString, QJsonValue>> rest)
{
    QJsonObject made(rest);
    made.insert(u"type"_s, type);
    return made;
}

Shown shown(const TextDelta &e)
{
    return object(u"chunk"_s, {{u"content"_s, e.text}});
}

Shown shown(const ReasoningDelta &e)
{
    return object(u"reasoning"_s, {{u"content"_s, e.text}});
}

Shown shown(const ToolCalled &e)
{
    return object(u"tool_call"_s,
                  {{u"id"_s, e.call.id}, {u"tool_name"_s, e.call.name}, {u"parameters"_s, e.call.arguments}});
}

Shown shown(const ToolProgress &e)
{
    return object(u"tool_progress"_s,
                  {{u"id"_s, e.call},
                   {u"message"_s, e.message},
                   {u"done"_s, json::toJson(e.done)},
                   {u"total"_s, json::toJson(e.total)}});
}

Shown shown(const ToolFinished &e)
{
    QJsonObject result = object(u"tool_result"_s,
                                {{u"id"_s, e.call},
                                 {u"tool_name"_s, e.name},
                                 {u"outcome"_s, json::toName(e.outcome)},
                                 {u"content"_s, e.text},
                                 {u"duration_ms"_s, qint64(e.duration.count())}});
    if (!e.attachments.isEmpty())
        result.insert(u"attachments"_s, json::toJson(e.attachments));
    return result;
}

Shown shown(const ApprovalAsked &e)
{
    return object(u"approval_asked"_s,
                  {{u"approval"_s, e.approval},
                   {u"id"_s, e.call.id},
                   {u"tool_name"_s, e.call.name},
                   {u"parameters"_s, e.call.arguments},
                   {u"reason"_s, e.reason},
                   {u"seconds"_s, e.seconds ? QJsonValue(*e.seconds) : QJsonValue()}});
}

Shown shown(const ApprovalGiven &e)
{
    return object(u"approval_given"_s,
                  {{u"approval"_s, e.approval},
                   {u"id"_s, e.call},
                   {u"decision"_s, json::toName(e.decision)},
                   {u"always"_s, e.always},
                   {u"note"_s, e.note}});
}

Shown shown(const GuardrailHit &e)
{
    QJsonObject hit = object(
        u"guardrail_hit"_s,
        {{u"rule"_s, e.rule}, {u"where"_s, json::toName(e.where)}, {u"action"_s, json::toName(e.action)}});
    if (!e.call.isEmpty())
        hit.insert(u"id"_s, e.call);
    return hit;
}

Shown shown(const LimitHit &e)
{
    return object(u"limit_hit"_s,
                  {{u"name"_s, json::toName(e.limit)},
                   {u"value"_s, e.value},
                   {u"cap"_s, e.cap},
                   {u"warning"_s, e.warning}});
}

Shown shown(const LimitRaised &e)
{
    return object(u"limit_raised"_s, {{u"name"_s, json::toName(e.limit)}, {u"cap"_s, e.cap}});
}

Shown shown(const Steered &e)
{
    return object(u"steered"_s, {{u"content"_s, e.text}});
}

Shown shown(const Suspended &e)
{
    return object(u"suspended"_s, {{u"reason"_s, json::toName(e.reason)}});
}

Shown shown(const Resumed &)
{
    return object(u"resumed"_s, {});
}

Shown shown(const HandedOver &e)
{
    return object(u"handed_over"_s, {{u"agent"_s, e.to}, {u"reason"_s, e.reason}});
}

Shown shown(const ModelRetried &e)
{
    return object(
        u"retry"_s,
        {{u"attempt"_s, e.attempt}, {u"message"_s, e.error.message}, {u"wait_ms"_s, qint64(e.wait.count())}});
}

template<class Other>
Shown shown(const Other &)
{
    return std::nullopt;
}

Shown start(const QString &run, const RunStarted &e)
{
    QJsonObject made =
        object(u"start"_s, {{u"run_id"_s, run}, {u"model"_s, e.model}, {u"provider"_s, e.provider}});
    if (!e.session.isEmpty())
        made.insert(u"session_id"_s, e.session);
    return made;
}

QByteArray errorEvent(const Error &error)
{
    const QJsonObject inner{{u"message"_s, error.message}, {u"type"_s, kindName(error.kind)}};
    return json::text(QJsonObject{{u"type"_s, u"error"_s}, {u"error"_s, inner}});
}

} // namespace

std::optional<QJsonObject> streamed(const RunEvent &event)
{
    if (const auto *started = std::get_if<RunStarted>(&event.body))
        return start(event.run, *started);
    return std::visit([](const auto &body) { return shown(body); }, event.body);
}

EventData streamData(const RunEvent &event, const QList<RunEvent> &all)
{
    if (!std::holds_alternative<RunFinished>(event.body)) {
        const auto shown = streamed(event);
        return shown ? EventData{json::text(*shown)} : EventData();
    }
    Result<RunAnswer> answer = answerOf(all);
    if (!answer)
        return {errorEvent(answer.error()), "[DONE]"};
    answer->type = u"result"_s;
    return {json::text(json::toJson(*answer)), "[DONE]"};
}

} // namespace server::native
