// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/Exchange.h"

#include <optional>

namespace http {

/// The head of an answer, before it is bytes.
struct ResponseHead
{
    int status = 200;
    QByteArray contentType;
    QByteArray requestId; ///< Sent as X-Request-Id.
    QList<Header> headers;
    std::optional<qsizetype> contentLength; ///< Never written for 204 and 304 (RFC 9110 section 8.6).
    bool chunked = false;
    bool close = false;           ///< Says that the connection ends with this answer.
    bool keepsHttp10Open = false; ///< HTTP/1.0 wants to be told that it does not.
};

/// The bytes of a head, with Date, Server, X-Content-Type-Options on every answer, and Cache-Control:
/// no-store on JSON that does not say otherwise. A field that would break the framing is left out.
QByteArray wire(const ResponseHead &head);

/// One piece of a chunked body; `piece` must not be empty (that would end the body).
QByteArray chunk(const QByteArray &piece);

/// Whether an answer of that status has no body, whatever the method.
bool hasNoBody(int status);

/// "Not Found"; "Status" for one that has no name here.
QByteArray reasonPhrase(int status);

} // namespace http
