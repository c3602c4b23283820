// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Runs.h"
#include "server/dialects/HandedBack.h"
#include "server/dialects/RunStream.h"
#include "server/http/Exchange.h"
#include "server/served/ServedAgent.h"

namespace server {

/// Where the APIs that show answers only take their requests for runs. `served` and `runs` must outlive it.
/// Server thread.
class ClientDesk
{
public:
    ClientDesk(const ServedAgent &served, agent::Runs &runs);

    /// The agent that goes by this name; the case does not count. NotFound names the one there is.
    agent::Result<agent::AgentPtr> agentNamed(const QString &name) const;

    /// Starts the run that a request asks for, whose `model` is an agent and which `runRequestOf` can read.
    /// Errors: those of agentNamed() and runRequestOf.
    template<class Asked>
    agent::Result<agent::RunPtr> start(const agent::Result<Asked> &asked, const http::Exchange &exchange)
    {
        if (!asked)
            return tl::unexpected(asked.error());
        const agent::Result<agent::AgentPtr> agent = agentNamed(asked->model);
        if (!agent)
            return tl::unexpected(agent.error());
        const agent::Result<agent::RunRequest> request = runRequestOf(*asked, **agent);
        if (!request)
            return tl::unexpected(request.error());
        return start(*agent, *request, exchange);
    }

private:
    agent::RunPtr start(const agent::AgentPtr &agent, agent::RunRequest request,
                        const http::Exchange &exchange);

    const ServedAgent &m_served;
    agent::Runs &m_runs;
    HandedBack m_handed;
};

/// A stream of one of these APIs as what streamRun() wants.
template<class Stream>
WireOf wireOf(const std::shared_ptr<Stream> &stream)
{
    return [stream](const agent::RunEvent &event, const agent::Run &run) { return stream->take(event, run); };
}

} // namespace server
