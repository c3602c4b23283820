// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/RequestHandler.h"
#include "server/http/Route.h"

#include <QByteArrayList>
#include <QHostAddress>

namespace http {

struct GuardOptions
{
    QByteArray token;                        ///< For Chat, Tools and Runs; empty: see `needsToken`.
    QByteArray controlToken;                 ///< For everything; it is the window's.
    std::shared_ptr<const TokenBook> tokens; ///< Others that were given out; may be null.
    bool needsToken = false;       ///< Without `token` too, everything that is not Public needs a token.
    QByteArrayList allowedOrigins; ///< Pages elsewhere that may ask, exact: "https://app.example:8443".
    QByteArrayList
        allowedHosts; ///< Further names we are known by: "box.lan" at any port, "box.lan:80" at one.
    QList<QHostAddress> addresses; ///< Those listened on …
    quint16 port = 0;              ///< … and the port.
};

/// Decides who may ask what, from the head of a request alone and in this order; the first "no" is the
/// answer, as a problem document, or from 4 on as the route writes errors:
///
///   1. Host: 400 if it is none, 421 unless it names us. We are the loopback names and addresses, the address
///      listened on and the allowed hosts, at our port. This is what stops DNS rebinding. Listening on a
///      wildcard address, we cannot know our addresses and ports from outside: any IP address passes there,
///      at any port (a name server cannot give out a page under a number).
///   2. Origin: absent, the same as the Host, or allowed; else 403. "null" is never allowed.
///   3. Method and path: 501 for a method unknown to HTTP, 404, 405 with Allow. OPTIONS ends here: 204 with
///      Allow, and what a preflight of an allowed origin wants to know (Fetch standard, section 3.2).
///   4. Content type: 415 unless application/json where a body is JSON. (The size is the parser's to watch.)
///   5. Token, as "Authorization: Bearer" or "x-api-key": 401 if it must be there and is not known, 403 if it
///      is not for that scope. Where none is needed, an unknown one is as good as none: many clients must
///      send something.
///
/// Routes of Scope::Control are 404 where nobody could have a token for them. Immutable.
class Guard
{
public:
    Guard(GuardOptions options, const QList<Route> &routes);

    Admission judge(const Request &head) const;
    /// What the request is for, once it is let through.
    const Route *route(const Request &request) const;

private:
    using Refusal = std::optional<Answer>;

    Refusal checkHost(const Request &head) const;
    bool isOurs(QByteArrayView host) const;
    Refusal checkOrigin(const Request &head, QList<Header> &headers) const;
    Refusal checkMethod(const Request &head) const;
    Refusal checkToken(const Request &head, const Route &wanted, Principal &principal) const;
    std::optional<Principal> holderOf(const QByteArray &token) const;
    Answer describe(const Request &head) const;
    QByteArrayList methodsOf(const QByteArray &path) const;

    GuardOptions m_options;
    QList<Route> m_routes;
    bool m_anyAddress = false;
};

} // namespace http
