// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/native/ToolRoutes.h"

#include "server/http/JsonBody.h"
#include "server/http/RoutePath.h"

using namespace Qt::StringLiterals;
using namespace agent;

namespace server::native {
namespace {

void listTools(const http::ExchangePtr &exchange, const Agent &agent)
{
    QJsonArray tools;
    for (const ToolPtr &tool : agent.tools)
        tools.append(json::toJson(tool->info()));
    exchange->answer(http::jsonAnswer(QJsonObject{{u"tools"_s, tools}}));
}

QJsonObject finishedWire(const ToolFinished &finished)
{
    QJsonObject wire{{u"tool"_s, finished.name},
                     {u"outcome"_s, json::toName(finished.outcome)},
                     {u"result"_s, finished.text},
                     {u"duration_ms"_s, qint64(finished.duration.count())}};
    if (!finished.attachments.isEmpty())
        wire.insert(u"attachments"_s, json::toJson(finished.attachments));
    return wire;
}

QCoro::Task<> callTool(http::ExchangePtr exchange, AgentPtr agent, Runs *runs, bool allowed)
{
    const auto arguments = http::readBody<QJsonObject>(*exchange);
    if (!arguments)
        co_return;
    const SoleCall call{http::segment(exchange->request(), 1), *arguments, allowed};
    const auto left = [stop = call.stop]() mutable { stop.request_stop(); };
    exchange->whenClosed(left);
    const Result<ToolFinished> finished = co_await runs->call(agent, call);
    exchange->answer(finished ? http::jsonAnswer(finishedWire(*finished)) : http::problem(finished.error()));
}

} // namespace

QList<http::Route> toolRoutes(ServedAgent &served, Runs &runs)
{
    using enum http::Scope;
    using enum http::Body;
    const auto call = [&served, &runs](const http::ExchangePtr &exchange) {
        const bool allowed = exchange->principal().may(Control);
        callTool(exchange, served.agent(), &runs, allowed).then([] { });
    };
    return {
        {"GET", "/tools", Tools, None,
         [&](const http::ExchangePtr &exchange) { listTools(exchange, *served.agent()); }},
        {"POST", "/tools/{name}", Tools, Json, call},
    };
}

} // namespace server::native
