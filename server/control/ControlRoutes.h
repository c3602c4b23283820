// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/usage/UsageLedger.h"
#include "server/control/ActivityLog.h"
#include "server/http/Route.h"
#include "server/served/ServedAgent.h"

namespace server::control {

/// What the window asks of the server, all of Scope::Control: GET and PUT /control/agent (the served agent;
/// another text for it), GET /control/log (the activity log as server-sent events, resumable with
/// Last-Event-ID), GET /control/usage (what models were used for; see UsageRoute.h). The arguments must
/// outlive the routes.
QList<http::Route> routes(ServedAgent &served, ActivityLog &log, agent::UsageLedger &usage);

} // namespace server::control
