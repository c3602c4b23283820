// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Runs.h"
#include "server/http/Route.h"
#include "server/served/ServedAgent.h"

namespace server::native {

/// The agent's tools, each alone and without a model: GET /tools and POST /tools/{name}, whose body is the
/// arguments. Who may do everything (Scope::Control) is a person who pressed a button: what asks first then
/// runs. A client that leaves cancels its call. The arguments must outlive the routes.
QList<http::Route> toolRoutes(ServedAgent &served, agent::Runs &runs);

} // namespace server::native
