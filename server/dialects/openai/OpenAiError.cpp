// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/openai/OpenAiError.h"

#include "server/dialects/RunFailure.h"
#include "server/http/Problem.h"

using namespace Qt::StringLiterals;
using agent::Error;
using agent::ErrorKind;

namespace server::openai {
namespace {

QJsonObject errorObject(const QString &message, const QString &type, const QJsonValue &param,
                        const QJsonValue &code)
{
    const QJsonObject error{
        {u"message"_s, message}, {u"type"_s, type}, {u"param"_s, param}, {u"code"_s, code}};
    return {{u"error"_s, error}};
}

QString typeOf(int status)
{
    constexpr int tooMany = 429;
    constexpr int ours = 500;
    if (status == tooMany)
        return u"rate_limit_error"_s;
    return status < ours ? u"invalid_request_error"_s : u"server_error"_s;
}

/// "/messages/1/role" as "messages[1].role".
QString parameter(const QString &pointer)
{
    QString name;
    for (const QString &step : pointer.split(u'/', Qt::SkipEmptyParts)) {
        bool isIndex = false;
        step.toUInt(&isIndex);
        if (isIndex)
            name += u'[' + step + u']';
        else
            name += name.isEmpty() ? step : u'.' + step;
    }
    return name;
}

} // namespace

http::Answer errorAnswer(int status, const QString &detail)
{
    constexpr int noToken = 401;
    const QJsonValue code = status == noToken ? QJsonValue(u"invalid_api_key"_s) : QJsonValue();
    return http::jsonAnswer(errorObject(detail, typeOf(status), {}, code), status);
}

http::Answer refusal(const Error &error)
{
    const bool isModel = error.kind == ErrorKind::NotFound;
    const int status = isModel ? 404 : 400;
    const QJsonValue param = error.where.isEmpty() ? QJsonValue() : QJsonValue(parameter(error.where));
    const QJsonValue code = isModel ? QJsonValue(u"model_not_found"_s) : QJsonValue();
    return http::jsonAnswer(errorObject(error.message, typeOf(status), param, code), status);
}

QJsonObject failureObject(const Error &error)
{
    return errorObject(error.message, typeOf(statusOfFailure(error)), {}, agent::kindName(error.kind));
}

http::Answer failure(const Error &error)
{
    return withoutRetry(http::jsonAnswer(failureObject(error), statusOfFailure(error)), error);
}

} // namespace server::openai
