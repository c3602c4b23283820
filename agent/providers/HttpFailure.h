// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"

#include <QByteArray>
#include <QDateTime>
#include <QNetworkReply>
#include <QUrl>

namespace agent {

/// The head and body of an HTTP answer that is no success. Pure values, no network.
struct HttpAnswer
{
    int status = 0;
    QByteArray contentType;
    QByteArray retryAfter; ///< The Retry-After field as sent, or empty.
    QByteArray location;   ///< The Location field as sent, or empty.
    QByteArray body;       ///< As much of it as was read.
};

/// A failure as the caller gets it, and which request parameter the server objected to, as it spells it;
/// empty when it names none apart from its sentence.
struct ProviderFailure
{
    Error error;
    QString parameter;
};

/// What the answer means. Unauthorized (401, 403), NotFound (404, 405, 410 and redirects), Timeout (408),
/// RateLimited (429, with the time asked for), Unavailable (5xx), InvalidInput (any other); `where` is the
/// address. `now` is needed for a Retry-After that names a date.
ProviderFailure failureOf(const HttpAnswer &answer, const QUrl &url, const QDateTime &now);

/// What a connection that failed before or within an answer means: Unavailable, or InvalidInput for an
/// address that can never work.
Error failureOf(QNetworkReply::NetworkError error, const QString &text, const QUrl &url);

/// The provider's own words in an answer: the message of the usual JSON shapes, the title or first words of a
/// web page, else the text itself; one line, at most 300 characters.
QString explanationIn(const QByteArray &body);

/// Retry-After as seconds or as a date (RFC 9110 section 10.2.3).
std::optional<std::chrono::seconds> retryAfterIn(const QByteArray &field, const QDateTime &now);

/// Without user name, password, query and fragment, for people and logs.
QString shown(const QUrl &url);

/// Whether the host is this machine.
bool isLoopback(const QUrl &url);

} // namespace agent
