// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/Route.h"
#include "server/served/ServedAgent.h"

namespace server::control {

/// What the window asks about models, all of Scope::Control. A body is {"text","path"}, as with PUT
/// /control/agent; nothing of it is served or kept.
///     POST /control/check          uses the text's model for real (agent::checkUp) and streams each step as
///     it
///                                  is done: {"step","outcome":"good|remark|bad","detail"}. The first is
///                                  "provider". A client that leaves ends the check.
///     POST /control/models         {"provider","model","models":[…]}: what that provider offers.
///     GET  /control/local-servers  {"servers":[{"title","provider","base_url","models":[…]}]}: the model
///     servers
///                                  that answer on this machine; this server is not asked.
/// `served` must outlive the routes.
QList<http::Route> modelRoutes(ServedAgent &served);

} // namespace server::control
