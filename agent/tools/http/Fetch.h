// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Async.h"

#include <QByteArray>
#include <QList>
#include <QUrl>

#include <utility>

namespace agent {

using HttpHeader = std::pair<QByteArray, QByteArray>;

/// One HTTP request, and how far it may go.
struct FetchRequest
{
    QByteArray method = "GET";
    QUrl url;                  ///< http or https, without user name and fragment.
    QList<HttpHeader> headers; ///< Checked with isSafe(); sent to the first origin only.
    QByteArray body;
    std::chrono::milliseconds timeout{30'000}; ///< For everything, from the look-up to the last byte.
    /// The author of the agent chose the origin of `url` (scheme, host and port), so it may be anywhere.
    bool trustsOrigin = false;
    /// The guard is off.
    bool mayReachPrivateNetwork = false;
};

/// The answer to it.
struct FetchReply
{
    int status = 0;
    QString reason; ///< "Not Found"; as sent.
    QString contentType;
    QList<HttpHeader> headers; ///< All of them, as sent.
    QByteArray body;           ///< At most maxFetchBytes.
    bool isCut = false;        ///< There was more.
    QUrl url;                  ///< Where it came from in the end.
    bool wasRedirected = false;
    QUrl redirect; ///< Where it points on to; empty in what fetch() gives back.
};

inline constexpr qsizetype maxFetchBytes = 1 << 20;
inline constexpr int maxRedirects = 5;

/// Whether a header may be sent: its name is a token, its value has no control characters, and it is none of
/// those that frame or route the request (Host, Content-Length, Connection …).
bool isSafe(const HttpHeader &header);

/// Makes a request. Every origin that is not trusted is looked up first, refused if any of its addresses is
/// not public, and then reached at exactly the address that was checked, so that a name cannot change its
/// meaning in between. A redirect (5 at most) is judged like a first request; one to another origin loses the
/// headers and must not carry a body; one from https to http is refused. No proxy, no cookies kept.
///
/// An HTTP status is no error here. Errors: InvalidInput (no such address), Denied (refused by the rules
/// above), Timeout, Unavailable (not found, not reached, broke off, wrong certificate), Cancelled.
Task<FetchReply> fetch(FetchRequest request, std::stop_token stop);

} // namespace agent
