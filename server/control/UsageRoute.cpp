// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/UsageRoute.h"

#include "server/http/Problem.h"

#include <QUrlQuery>

using namespace Qt::StringLiterals;
using namespace agent;

namespace server::control {
namespace {

Result<UsageQuery> queryOf(const http::Request &request)
{
    const QUrlQuery asked(QString::fromUtf8(request.query));
    UsageQuery query;
    if (asked.hasQueryItem(u"by"_s)) {
        const Result<UsageBy> by = json::fromJson<UsageBy>(asked.queryItemValue(u"by"_s));
        if (!by)
            return fail(ErrorKind::InvalidInput, u"by: %1"_s.arg(by.error().message));
        query.by = *by;
    }
    if (asked.hasQueryItem(u"agent"_s))
        query.agent = asked.queryItemValue(u"agent"_s, QUrl::FullyDecoded);
    if (asked.hasQueryItem(u"limit"_s)) {
        constexpr int most = 1000;
        query.limit = asked.queryItemValue(u"limit"_s).toInt();
        if (query.limit < 1 || query.limit > most)
            return fail(ErrorKind::InvalidInput, u"limit must be a whole number from 1 to 1000"_s);
    }
    return query;
}

} // namespace

void answerUsage(UsageLedger &ledger, const http::ExchangePtr &exchange)
{
    const Result<UsageQuery> query = queryOf(exchange->request());
    if (!query) {
        exchange->answer(http::problem(query.error()));
        return;
    }
    ledger.totals(*query).then(&ledger, [exchange, by = query->by](const Result<QList<UsageTotal>> &totals) {
        if (!totals)
            exchange->answer(http::problem(503, totals.error().message));
        else
            exchange->answer(http::jsonAnswer(
                QJsonObject{{u"by"_s, json::toName(by)}, {u"totals"_s, json::toJson(*totals)}}));
    });
}

} // namespace server::control
