// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Run.h"

#include <QCache>

namespace server {

/// The calls that a finished run has left to its client, under the ids by which the client answers them:
/// "call_", the id of the run, "_" and a number; letters, digits and "_", seldom more than 40 of them.
QList<agent::ToolCall> handedBack(const QList<agent::RunEvent> &events);

/// What clients do not see of runs that left calls to them: the agent's own calls with their results, and
/// what a provider wants back with them. The client sends only its calls and their results; this puts all
/// else where it was, so that the conversation goes on as if it had not been interrupted. Of very much (64
/// MB) what was used longest ago is forgotten; then, and after the server's end, it goes on with what the
/// client sends. Server thread.
class HandedBack
{
public:
    /// Remembers a run once it has finished, if it leaves calls.
    void follow(const agent::RunPtr &run);
    /// A client's conversation, with what it has not seen of runs of the same principal.
    QList<agent::Message> restored(const QList<agent::Message> &messages, const QString &principal) const;

private:
    /// What a run has added to its conversation.
    struct Part
    {
        QList<agent::Message> messages;
        QStringList calls; ///< Their ids in the run, by the numbers in the client's.
        QString principal;
    };
    void keep(const QList<agent::RunEvent> &events, const QString &principal);
    const Part *partWith(const agent::Message &message, const QString &principal) const;

    QCache<QString, Part> m_parts; ///< By the ids of runs.
    QObject m_context;
};

} // namespace server
