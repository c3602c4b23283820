// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/dialects/native/Prompting.h"
#include "server/http/Route.h"

namespace server::native {

/// The routes of the native dialect: POST /invoke, POST /stream, GET /health, GET /ready, GET
/// /schema. A client that leaves cancels its run.
QList<http::Route> routes(const Stage &stage);

} // namespace server::native
