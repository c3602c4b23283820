// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Runs.h"
#include "server/http/Route.h"

namespace server::native {

/// Routes for those who hold a run: GET /runs/{run}, in progress or finished; of one in progress POST
/// /runs/{run}/approvals/{approval}, …/limit, …/steer, …/interrupt, …/resume and …/cancel. Whoever knows a
/// run's id holds it; ids cannot be guessed. Only the window may ask for all of them: GET /runs. The
/// arguments must outlive them.
QList<http::Route> runRoutes(agent::Runs &runs, agent::RunArchive &archive);

} // namespace server::native
