// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/Exchange.h"

namespace http {

/// Whether a path fits a route's: segment by segment the same, or any text that is not empty where the route
/// has
/// "{name}".
bool fits(const QByteArray &path, const QByteArray &routePath);

/// The regular expression that says the same, for QHttpServer.
QString expressionFor(const QByteArray &routePath);

/// One segment of the path of a request, counted from 0: of "/runs/7/steer" the segment 1 is "7".
QString segment(const Request &request, qsizetype at);

} // namespace http
