// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/native/SessionWire.h"

using namespace agent;

namespace server::native {
namespace {

ShownMessage shownMessage(const SessionMessage &said)
{
    const Message &message = said.message;
    ShownMessage shown{
        said.run,    said.at.toString(Qt::ISODateWithMs), message.role, message.text, {}, {}, {}, {},
        said.isValid};
    if (!message.toolCalls.isEmpty())
        shown.toolCalls = message.toolCalls;
    if (message.role == Role::Tool) {
        shown.toolCallId = message.toolCallId;
        shown.failed = message.failed;
    }
    if (!message.attachments.isEmpty())
        shown.attachments = message.attachments;
    return shown;
}

} // namespace

SessionList sessionList(const QList<StoredSession> &sessions, int limit)
{
    SessionList list;
    for (const StoredSession &session : sessions.mid(0, limit))
        list.sessions.append({session.id, session.title, session.started.toString(Qt::ISODateWithMs),
                              session.last.toString(Qt::ISODateWithMs), session.runs, session.tokens});
    if (sessions.size() > limit)
        list.next = list.sessions.constLast().sessionId;
    return list;
}

WholeSession shownSession(const QString &id, const QList<SessionMessage> &history)
{
    WholeSession session{id, {}};
    for (const SessionMessage &said : history)
        session.messages.append(shownMessage(said));
    return session;
}

} // namespace server::native
