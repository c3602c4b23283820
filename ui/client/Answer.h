// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"
#include "agent/base/JsonParse.h"

#include <QNetworkReply>
#include <QNetworkRequest>

namespace ui {

/// How long the server may take to answer the window.
constexpr int answerMilliseconds = 10'000;

/// A request of the window to its server (the root of it), for that server and no other.
QNetworkRequest controlRequest(const QUrl &server, const QString &path, const QByteArray &token);

/// Why a request was not answered with 200 or another good status: the connection broke (Unavailable), or
/// what the server's problem document says (Denied for 403, NotFound for 404, Conflict for 409, InvalidInput
/// for 422, else Unavailable). Reads the body.
agent::Error refusalOf(QNetworkReply &reply);

bool isAnswered(const QNetworkReply &reply); ///< With a good status, so far.

/// A finished reply's body as a value; errors as above, or those of the codec.
template<class T>
agent::Result<T> answerOf(QNetworkReply &reply)
{
    if (!isAnswered(reply))
        return tl::unexpected(refusalOf(reply));
    return agent::json::parse<T>(reply.readAll(), agent::json::UnknownKeys::Ignore);
}

} // namespace ui
