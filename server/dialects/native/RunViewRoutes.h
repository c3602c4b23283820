// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Runs.h"
#include "server/http/Route.h"
#include "server/served/ServedAgent.h"

namespace server::native {

/// Routes for those who look at runs, in progress or kept: GET /runs (of the agent that is served), GET
/// /runs/{run} and GET /runs/{run}/events. The arguments must outlive them.
QList<http::Route> runViewRoutes(ServedAgent &served, agent::Runs &runs, agent::RunArchive &archive);

} // namespace server::native
