// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Runs.h"
#include "server/http/Route.h"
#include "server/served/ServedAgent.h"

namespace server::native {

/// The agent's tools, each alone and without a model: GET /tools and POST /tools/{name}, whose body is the
/// arguments. A request with the control token comes from a person who pressed a button: what asks first then
/// runs. A client that leaves cancels its call. The first two arguments must outlive the routes.
QList<http::Route> toolRoutes(ServedAgent &served, agent::Runs &runs, const QByteArray &controlToken);

} // namespace server::native
