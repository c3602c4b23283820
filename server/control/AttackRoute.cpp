// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/AttackRoute.h"

#include "server/attack/Attacker.h"
#include "server/http/EventStream.h"

#include <QUrl>

#include <stop_token>

using namespace Qt::StringLiterals;
using namespace agent;

namespace server::control {
namespace {

QByteArray eventOf(const Attack &attack, const AttackOutcome &outcome)
{
    return json::text(QJsonObject{{u"name"_s, attack.name},
                                  {u"danger"_s, attack.danger},
                                  {u"withstood"_s, outcome.isWithstood},
                                  {u"said"_s, outcome.said}});
}

QCoro::Task<> attackSelf(http::ExchangePtr exchange, ActivityLog *log)
{
    const QByteArray authority = exchange->request().header("Host");
    const QUrl self(u"http://"_s + QString::fromLatin1(authority));
    const std::stop_source left;
    const auto leave = [left]() mutable { left.request_stop(); };
    exchange->whenClosed(leave);
    log->note(LogLevel::Info, u"attack"_s,
              u"The server attacks itself; what is refused now is meant to be."_s);
    const auto stream = std::make_shared<http::EventStream>(exchange);
    const QList<Attack> all = attacks(authority);
    stream->event({}, json::text(QJsonObject{{u"attacks"_s, all.size()}}));
    const Attacker attacker(self.host(), quint16(self.port()));
    int open = 0;
    for (const Attack &attack : all) {
        const AttackOutcome outcome = co_await attacker.carryOut(attack);
        if (left.stop_requested())
            co_return;
        stream->event({}, eventOf(attack, outcome));
        open += outcome.isWithstood ? 0 : 1;
    }
    log->note(open == 0 ? LogLevel::Ok : LogLevel::Error, u"attack"_s,
              u"%1 of %2 attacks were withstood."_s.arg(all.size() - open).arg(all.size()));
    stream->end();
}

} // namespace

http::Route attackRoute(ActivityLog &log)
{
    const auto attack = [&log](const http::ExchangePtr &exchange) {
        attackSelf(exchange, &log).then([] { });
    };
    return {"GET", "/control/attack", http::Scope::Control, http::Body::None, attack};
}

} // namespace server::control
