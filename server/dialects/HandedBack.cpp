// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/HandedBack.h"

#include "agent/run/ClientTools.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace agent;

namespace server {
namespace {

struct CallId
{
    QString run;
    qsizetype number = 0;
};

std::optional<CallId> callIdIn(const QString &id)
{
    static const QRegularExpression shape(u"\\Acall_([0-9a-f]{32})_([0-9]{1,4})\\z"_s);
    const QRegularExpressionMatch match = shape.match(id);
    if (!match.hasMatch())
        return std::nullopt;
    return CallId{match.captured(1), match.captured(2).toInt()};
}

constexpr qsizetype unit = 1024;

int sizeOf(const QList<Message> &messages)
{
    qsizetype bytes = unit;
    for (const Message &message : messages)
        bytes += json::text(json::toJson(message)).size();
    return static_cast<int>(bytes / unit);
}

} // namespace

QList<ToolCall> handedBack(const QList<RunEvent> &events)
{
    QList<ToolCall> calls = callsForClient(events);
    for (qsizetype i = 0; i < calls.size(); ++i)
        calls[i].id = u"call_%1_%2"_s.arg(events.constFirst().run, QString::number(i));
    return calls;
}

void HandedBack::follow(const RunPtr &run)
{
    m_parts.setMaxCost(64 * unit);
    const Journal *journal = &run->journal;
    const auto keepNow = [this, journal, principal = run->request.principal] {
        keep(journal->events(), principal);
    };
    if (journal->isFinished())
        keepNow();
    else
        QObject::connect(journal, &Journal::finished, &m_context, keepNow);
}

void HandedBack::keep(const QList<RunEvent> &events, const QString &principal)
{
    const QList<ToolCall> calls = callsForClient(events);
    if (calls.isEmpty())
        return;
    auto part = std::make_unique<Part>();
    part->principal = principal;
    for (const RunEvent &event : events) {
        const auto *added = std::get_if<MessageAdded>(&event.body);
        if (added && event.turn > 0) // what the client said stands before the first turn
            part->messages.append(added->message);
    }
    for (const ToolCall &call : calls)
        part->calls.append(call.id);
    const int size = sizeOf(part->messages);
    m_parts.insert(events.constFirst().run, part.release(), size);
}

const HandedBack::Part *HandedBack::partWith(const Message &message, const QString &principal) const
{
    const auto id = message.toolCalls.isEmpty() ? std::nullopt : callIdIn(message.toolCalls.constFirst().id);
    const Part *part = id ? m_parts.object(id->run) : nullptr;
    return part && part->principal == principal ? part : nullptr;
}

QList<Message> HandedBack::restored(const QList<Message> &messages, const QString &principal) const
{
    QList<Message> whole;
    const Part *part = nullptr;
    for (Message message : messages) {
        if (message.role != Role::Tool)
            part = partWith(message, principal);
        const auto id = part && message.role == Role::Tool ? callIdIn(message.toolCallId) : std::nullopt;
        if (id)
            message.toolCallId = part->calls.value(id->number);
        if (part && message.role == Role::Assistant)
            whole.append(part->messages);
        else
            whole.append(message);
    }
    return whole;
}

} // namespace server
