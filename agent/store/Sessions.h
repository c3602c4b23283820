// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/store/StoredRun.h"

/// Sessions: conversations of several runs. A session is made by the first run that names it, and is a fold
/// of its runs.
namespace agent {

/// Which session is meant. Clients with tokens of their own never meet in one, whatever they call it.
struct SessionKey
{
    QString agent;
    QString id;
    std::optional<QString> principal = {}; ///< Absent: whoever's it is.

    /// Whether it is a run of the session.
    bool holds(const StoredRun &run) const
    {
        return run.parent.isEmpty() && run.agent == agent && run.session == id
            && (!principal || run.principal == *principal);
    }
};

struct StoredSession
{
    QString id;
    QString title;     ///< What was said first in it.
    QDateTime started; ///< UTC; its first run.
    QDateTime last;    ///< UTC; when its last run began.
    int runs = 0;
    qint64 tokens = 0; ///< Of the runs that have finished.

    bool operator==(const StoredSession &) const = default;
};

/// Which sessions are asked for.
struct SessionQuery
{
    QString agent;
    std::optional<QString> principal = {}; ///< Absent: everybody's.
    QString text = {};                     ///< Stands in a message of it, whatever its case; empty: any.
    QString before = {};                   ///< Only those last used before this one; empty: from the last on.
    int limit = 50;
};

/// A message of a session.
struct SessionMessage
{
    QString run;
    QDateTime at;         ///< UTC.
    bool isValid = false; ///< Its run has been completed, or ended at a limit.
    Message message;

    bool operator==(const SessionMessage &) const = default;
};

/// Those of one run, from all its events.
QList<SessionMessage> messagesOf(const QList<RunEvent> &events);

/// What a model is told of a session, oldest first: its valid messages, without calls that were never
/// answered. Ids of calls are unique in it.
QList<Message> conversationOf(const QList<SessionMessage> &history);

} // namespace agent
