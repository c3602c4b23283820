// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/Principal.h"
#include "server/http/Problem.h"

#include <functional>

namespace http {

/// What the body of a request must be.
enum class Body {
    None, ///< A body is refused (413 if it is not empty).
    Json, ///< Content-Type must be application/json (415 otherwise): no page can send that without a
          ///< preflight.
};

/// One row of the server's only table of routes; 404, 405, Allow, HEAD and OPTIONS come from it.
struct Route
{
    QByteArray method; ///< "GET" (HEAD comes with it), "POST", "PUT", "DELETE".
    QByteArray path;   ///< "/invoke"; or with segments that may be anything, "/runs/{run}".
    Scope scope;
    Body body;
    std::function<void(ExchangePtr)>
        handle; ///< Must answer through the exchange, at any later time. Must not throw.
    qsizetype maxBodyBytes = 4 << 20;
    /// Writes what is refused before the handler is asked: 401, 413, 415, and a body that comes too slowly.
    ErrorWriter error = plainProblem;
    bool needsToken = false; ///< Even where the server asks for none: it would show what others do.
};

} // namespace http
