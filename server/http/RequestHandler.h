// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/Problem.h"

#include <optional>

namespace http {

/// What is decided about a request when its head is there and its body is not.
struct Admission
{
    std::optional<Answer> refusal;    ///< The body is then read over, not kept, and this is the answer.
    QList<Header> headers;            ///< Added to whatever answer the request gets.
    Principal principal;              ///< Who asks.
    QByteArray route;                 ///< What for: a Route::path.
    qsizetype maxBodyBytes = 0;       ///< Beyond: 413.
    ErrorWriter error = plainProblem; ///< Writes what goes wrong with the body.
};

/// Who works on the requests that the Gate lets through.
class RequestHandler
{
public:
    /// `head` has no body yet. Called once for each request.
    virtual Admission admit(const Request &head) = 0;
    /// A whole request that was not refused. Must not throw; may answer at any time.
    virtual void handle(ExchangePtr exchange) = 0;

protected:
    ~RequestHandler() = default;
};

} // namespace http
