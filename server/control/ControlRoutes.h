// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/control/ActivityLog.h"
#include "server/http/Route.h"
#include "server/served/ServedAgent.h"

namespace server::control {

/// What the window asks of the server, all of Scope::Control: GET and PUT /control/agent (the served agent;
/// another text for it), GET /control/log (the activity log as server-sent events, resumable with
/// Last-Event-ID). The arguments must outlive the routes.
QList<http::Route> routes(ServedAgent &served, ActivityLog &log);

} // namespace server::control
