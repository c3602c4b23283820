// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/Route.h"

namespace server::playground {

/// GET /playground, the chat page as one self-contained file with its strict Content-Security-Policy, and GET
/// /, which leads there.
QList<http::Route> routes();

} // namespace server::playground
