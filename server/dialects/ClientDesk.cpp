// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/ClientDesk.h"

using namespace Qt::StringLiterals;
using namespace agent;

namespace server {

ClientDesk::ClientDesk(const ServedAgent &served, Runs &runs)
    : m_served(served)
    , m_runs(runs)
{
}

Result<AgentPtr> ClientDesk::agentNamed(const QString &name) const
{
    const QString known = m_served.agent()->spec.name;
    if (name.compare(known, Qt::CaseInsensitive) == 0)
        return m_served.agent();
    return fail(ErrorKind::NotFound,
                u"There is no model \"%1\" here; the one there is, is the agent \"%2\"."_s.arg(name, known),
                u"/model"_s);
}

RunPtr ClientDesk::start(const AgentPtr &agent, RunRequest request, const http::Exchange &exchange)
{
    request.client = QString::fromUtf8(exchange.request().header("User-Agent"));
    request.principal = exchange.principal().name;
    request.messages = m_handed.restored(request.messages, request.principal);
    RunPtr run = m_runs.start(agent, std::move(request));
    m_handed.follow(run);
    return run;
}

} // namespace server
