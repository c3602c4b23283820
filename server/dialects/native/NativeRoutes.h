// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Runs.h"
#include "server/http/Route.h"
#include "server/served/ServedAgent.h"

namespace server::native {

/// The routes of the native dialect: POST /invoke, POST /stream, GET /health, GET /schema. The arguments must
/// outlive them. A client that leaves cancels its run.
QList<http::Route> routes(ServedAgent &served, agent::Runs &runs);

} // namespace server::native
