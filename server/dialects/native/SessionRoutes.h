// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Runs.h"
#include "server/http/Route.h"
#include "server/served/ServedAgent.h"

namespace server::native {

/// Routes about conversations with the agent that is served: GET /sessions, GET and DELETE
/// /sessions/{session}. Everybody sees those of their own token; who may do everything sees all. The
/// arguments must outlive them.
QList<http::Route> sessionRoutes(ServedAgent &served, agent::RunArchive &archive);

} // namespace server::native
