// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/anthropic/AnthropicError.h"

#include "server/dialects/RunFailure.h"
#include "server/http/Problem.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;
using agent::Error;
using agent::ErrorKind;

namespace server::anthropic {
namespace {

QString typeOf(int status)
{
    switch (status) {
    case 401:
        return u"authentication_error"_s;
    case 403:
        return u"permission_error"_s;
    case 404:
        return u"not_found_error"_s;
    case 413:
        return u"request_too_large"_s;
    case 429:
        return u"rate_limit_error"_s;
    case 504:
        return u"timeout_error"_s;
    default:
        return status < 500 ? u"invalid_request_error"_s : u"api_error"_s;
    }
}

QJsonObject errorObject(int status, const QString &message)
{
    const QJsonObject error{{u"type"_s, typeOf(status)}, {u"message"_s, message}};
    return {{u"type"_s, u"error"_s}, {u"error"_s, error}};
}

/// "/messages/1/role" as "messages.1.role: ".
QString prefix(const QString &pointer)
{
    return pointer.isEmpty() ? QString() : pointer.mid(1).replace(u'/', u'.') + u": "_s;
}

} // namespace

http::Answer errorAnswer(int status, const QString &detail)
{
    return http::jsonAnswer(errorObject(status, detail), status);
}

http::Answer refusal(const Error &error)
{
    if (error.kind == ErrorKind::NotFound)
        return errorAnswer(404, error.message);
    return errorAnswer(400, prefix(error.where) + error.message);
}

http::Answer noThreads()
{
    const QJsonObject details{{u"error_code"_s, u"thread_unsupported_request"_s},
                              {u"unsupported"_s, QJsonArray{u"thread"_s}}};
    QJsonObject document = errorObject(400, u"thread: no conversations are held here; send all of it"_s);
    QJsonObject error = document.take(u"error"_s).toObject();
    error.insert(u"details"_s, details);
    document.insert(u"error"_s, error);
    return http::jsonAnswer(document, 400);
}

QJsonObject failureObject(const Error &error)
{
    return errorObject(statusOfFailure(error), error.message);
}

http::Answer failure(const Error &error)
{
    return withoutRetry(http::jsonAnswer(failureObject(error), statusOfFailure(error)), error);
}

} // namespace server::anthropic
