// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/native/SessionRoutes.h"

#include "server/dialects/native/Paging.h"
#include "server/dialects/native/Reach.h"
#include "server/dialects/native/SessionWire.h"
#include "server/http/Problem.h"
#include "server/http/RoutePath.h"

using namespace Qt::StringLiterals;
using namespace agent;

namespace server::native {
namespace {

SessionKey keyOf(const http::Exchange &exchange, const ServedAgent &served)
{
    return {served.agent()->spec.name, http::segment(exchange.request(), 1), reachOf(exchange.principal())};
}

void listSessions(const http::ExchangePtr &exchange, const ServedAgent &served, RunArchive &archive)
{
    const Result<Paging> paging = pagingOf(exchange->request());
    if (!paging) {
        exchange->answer(http::problem(paging.error()));
        return;
    }
    const SessionQuery query{served.agent()->spec.name, reachOf(exchange->principal()),
                             queryItem(exchange->request(), u"q"_s), paging->before, paging->limit + 1};
    const auto answer = [exchange, limit = paging->limit](const Result<QList<StoredSession>> &sessions) {
        exchange->answer(sessions ? http::jsonAnswer(json::toJson(sessionList(*sessions, limit)))
                                  : storeProblem(sessions.error()));
    };
    archive.sessions(query).then(&archive, answer);
}

void showSession(const http::ExchangePtr &exchange, const ServedAgent &served, RunArchive &archive)
{
    const SessionKey key = keyOf(*exchange, served);
    archive.history(key).then(&archive, [exchange, key](const Result<QList<SessionMessage>> &history) {
        exchange->answer(history ? http::jsonAnswer(json::toJson(shownSession(key.id, *history)))
                                 : storeProblem(history.error()));
    });
}

void forgetSession(const http::ExchangePtr &exchange, const ServedAgent &served, RunArchive &archive)
{
    archive.forget(keyOf(*exchange, served)).then(&archive, [exchange](const Result<> &forgotten) {
        constexpr int noContent = 204;
        exchange->answer(forgotten ? http::Answer{noContent, {}, {}, {}} : storeProblem(forgotten.error()));
    });
}

} // namespace

QList<http::Route> sessionRoutes(ServedAgent &served, RunArchive &archive)
{
    using enum http::Scope;
    using enum http::Body;
    const auto list = [&](const http::ExchangePtr &exchange) { listSessions(exchange, served, archive); };
    const auto show = [&](const http::ExchangePtr &exchange) { showSession(exchange, served, archive); };
    const auto forget = [&](const http::ExchangePtr &exchange) { forgetSession(exchange, served, archive); };
    QList<http::Route> routes{
        {"GET", "/sessions", Chat, None, list},
        {"GET", "/sessions/{session}", Chat, None, show},
        {"DELETE", "/sessions/{session}", Chat, None, forget},
    };
    routes.first().needsToken = true; // who knows no name is to learn none
    return routes;
}

} // namespace server::native
