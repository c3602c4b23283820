// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"
#include "server/http/Exchange.h"

#include <QJsonObject>
#include <QJsonValue>

#include <functional>

namespace http {

/// The one place that knows which status an error is. Problem documents follow RFC 9457:
/// {"type":"about:blank","title","status","detail","error"}; "error" repeats the detail for clients that
/// look there, "where" (a JSON pointer, URL or path) is there if the error has one.
///
///     InvalidInput 422   NotFound 404   Unauthorized 401   Denied 403      Conflict 409
///     RateLimited  429   Timeout  504   Unavailable  502   Cancelled 499   Internal 500
///
/// 422 is for a body that is JSON and says something that can never work; a body that is not JSON at all is
/// 400 and comes from malformed(). Timeout and Unavailable speak of whom we asked, not of the client.
Answer problem(const agent::Error &error);

/// A problem of HTTP itself, where there is no agent::Error. `extra` is added to the document.
Answer problem(int status, const QString &detail, const QJsonObject &extra = {});

/// Writes an error of HTTP itself in the form in which a route's clients read errors.
using ErrorWriter = std::function<Answer(int status, const QString &detail)>;

/// The usual one: a problem document.
Answer plainProblem(int status, const QString &detail);

/// 400: the body cannot be read.
Answer malformed(const agent::Error &error);

/// The status problem() would choose.
int statusOf(agent::ErrorKind kind);

/// A JSON document as an answer.
Answer jsonAnswer(const QJsonValue &value, int status = 200);

} // namespace http
