// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Agent.h"
#include "agent/run/Journal.h"
#include "agent/run/RunControl.h"

#include <stop_token>

namespace agent {

/// What a client wants done.
struct RunRequest
{
    QList<Message> messages; ///< The conversation so far, the new message last; User and Assistant only.
    QString dialect;         ///< The API style it came in: "native" …
    QString client;          ///< How the client names itself; may be empty.
};

/// One request being worked off. Kept alive by the loop until RunFinished and by whoever reads it.
struct Run
{
    Run(QString runId, AgentPtr runAgent, RunRequest runRequest, const Clock &clock)
        : id(std::move(runId))
        , agent(std::move(runAgent))
        , request(std::move(runRequest))
        , journal(id, agent->spec.name, clock)
    {
    }

    const QString id; ///< 32 hexadecimal digits.
    const AgentPtr agent;
    const RunRequest request;
    Journal journal;
    RunControl control{journal};
    std::stop_source stop; ///< request_stop() cancels the run; it then finishes as RunStatus::Cancelled.
};

using RunPtr = std::shared_ptr<Run>;

} // namespace agent
