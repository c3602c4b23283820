// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Runs.h"
#include "server/http/Route.h"

namespace server::native {

/// Routes for those who hold a run in progress: POST /runs/{run}/approvals/{approval}, …/limit, …/steer,
/// …/interrupt, …/resume and …/cancel. `runs` must outlive them.
QList<http::Route> runRoutes(agent::Runs &runs);

} // namespace server::native
