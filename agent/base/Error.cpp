// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/Error.h"

#include "agent/base/ErrorNames.h"

namespace agent {
namespace {

struct WrittenError
{
    ErrorKind kind = ErrorKind::Internal;
    QString message;
    QString where;
    std::optional<qint64> retryAfter; ///< Seconds.

    static constexpr auto fields = std::tuple{
        json::required("kind", &WrittenError::kind), json::field("message", &WrittenError::message),
        json::field("where", &WrittenError::where), json::field("retry_after", &WrittenError::retryAfter)};
};

} // namespace

tl::unexpected<Error> fail(ErrorKind kind, const QString &message, const QString &where)
{
    return tl::unexpected<Error>(Error{kind, message, where});
}

QString kindName(ErrorKind kind)
{
    return json::toName(kind);
}

QJsonValue toJson(const Error &error)
{
    const auto &wait = error.retryAfter;
    return json::toJson(WrittenError{error.kind, error.message, error.where,
                                     wait ? std::optional<qint64>(wait->count()) : std::nullopt});
}

void readJson(const QJsonValue &value, Error &out, json::Reader &reader, const QString &where)
{
    WrittenError written;
    json::read(value, written, reader, where);
    out = {written.kind, written.message, written.where};
    if (written.retryAfter)
        out.retryAfter = std::chrono::seconds(*written.retryAfter);
}

} // namespace agent
