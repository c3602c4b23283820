// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/native/Paging.h"

#include "server/http/Problem.h"

#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace server::native {

agent::Result<Paging> pagingOf(const http::Request &request)
{
    Paging paging{queryItem(request, u"before"_s)};
    const QString limit = queryItem(request, u"limit"_s);
    constexpr int most = 200;
    if (!limit.isEmpty())
        paging.limit = limit.toInt();
    if (paging.limit < 1 || paging.limit > most)
        return agent::fail(agent::ErrorKind::InvalidInput, u"limit must be a whole number from 1 to 200"_s);
    return paging;
}

QString queryItem(const http::Request &request, const QString &name)
{
    return QUrlQuery(QString::fromUtf8(request.query)).queryItemValue(name, QUrl::FullyDecoded);
}

http::Answer storeProblem(const agent::Error &error)
{
    constexpr int unavailable = 503;
    const bool isUnavailable = error.kind == agent::ErrorKind::Unavailable;
    return http::problem(isUnavailable ? unavailable : http::statusOf(error.kind), error.message);
}

} // namespace server::native
