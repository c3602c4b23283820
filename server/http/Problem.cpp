// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/Problem.h"

#include "agent/base/Json.h"
#include "server/http/ResponseHead.h"

using namespace Qt::StringLiterals;
using agent::ErrorKind;

namespace http {

int statusOf(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::InvalidInput:
        return 422;
    case ErrorKind::NotFound:
        return 404;
    case ErrorKind::Unauthorized:
        return 401;
    case ErrorKind::Denied:
        return 403;
    case ErrorKind::Conflict:
        return 409;
    case ErrorKind::RateLimited:
        return 429;
    case ErrorKind::Timeout:
        return 504;
    case ErrorKind::Unavailable:
        return 502;
    case ErrorKind::Cancelled:
        return 499;
    case ErrorKind::Internal:
        return 500;
    }
    Q_UNREACHABLE();
}

Answer problem(int status, const QString &detail, const QJsonObject &extra)
{
    QJsonObject document{{u"type"_s, u"about:blank"_s},
                         {u"title"_s, QString::fromLatin1(reasonPhrase(status))},
                         {u"status"_s, status},
                         {u"detail"_s, detail},
                         {u"error"_s, detail}};
    for (auto it = extra.begin(); it != extra.end(); ++it)
        document.insert(it.key(), it.value());
    return {status, "application/problem+json", agent::json::text(document), {}};
}

Answer problem(const agent::Error &error)
{
    const QJsonObject where{{u"where"_s, error.where}};
    return problem(statusOf(error.kind), error.message, error.where.isEmpty() ? QJsonObject() : where);
}

Answer plainProblem(int status, const QString &detail)
{
    return problem(status, detail);
}

Answer malformed(const agent::Error &error)
{
    return problem(400, error.message);
}

Answer jsonAnswer(const QJsonValue &value, int status)
{
    return {status, "application/json", agent::json::text(value), {}};
}

} // namespace http
