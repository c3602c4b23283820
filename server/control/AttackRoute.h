// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/control/ActivityLog.h"
#include "server/http/Route.h"

namespace server::control {

/// GET /control/attack: the server attacks itself, at the address it was asked at, and streams each attack as
/// a server-sent event {"name","danger","withstood","said"} (see attack/Attack.h), after one with their
/// number, {"attacks"}. Ends when the client leaves. `log` must outlive it.
http::Route attackRoute(ActivityLog &log);

} // namespace server::control
