// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/Route.h"
#include "server/tokens/TokenFile.h"

namespace server {

/// The tokens that were given out: GET /control/tokens lists them, POST gives one out, DELETE
/// /control/tokens/{name} revokes one. `tokens` must outlive the routes.
QList<http::Route> tokenRoutes(TokenFile &tokens);

} // namespace server
