// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/ControlRoutes.h"

#include "server/control/AgentText.h"
#include "server/control/LogStream.h"
#include "server/control/UsageRoute.h"
#include "server/http/JsonBody.h"

using namespace Qt::StringLiterals;
using namespace agent;

namespace server::control {
namespace {

QJsonArray toJson(const QList<mcp::ServerState> &servers)
{
    QJsonArray array;
    for (const mcp::ServerState &server : servers) {
        const QString trouble = server.trouble ? server.trouble->message : QString();
        array.append(QJsonObject{{u"name"_s, server.name}, {u"trouble"_s, trouble}});
    }
    return array;
}

http::Answer servedAnswer(const ServedAgent &served)
{
    const Agent &agent = *served.agent();
    return http::jsonAnswer(QJsonObject{{u"name"_s, agent.spec.name},
                                        {u"path"_s, served.path()},
                                        {u"provider"_s, agent.provider->name()},
                                        {u"model"_s, agent.model},
                                        {u"reason"_s, agent.providerReason},
                                        {u"revision"_s, served.revision()},
                                        {u"tools"_s, json::toJson(agent.toolInfos())},
                                        {u"mcp_servers"_s, toJson(agent.servers)},
                                        {u"limits"_s, json::toJson(agent.spec.limits)}});
}

QString toName(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return u"error"_s;
    case Severity::Warning:
        return u"warning"_s;
    case Severity::Note:
        return u"note"_s;
    }
    Q_UNREACHABLE();
}

QJsonArray toJson(const QList<Diagnostic> &diagnostics)
{
    QJsonArray array;
    for (const Diagnostic &d : diagnostics) {
        array.append(QJsonObject{{u"severity"_s, toName(d.severity)},
                                 {u"message"_s, d.message},
                                 {u"suggestion"_s, d.suggestion},
                                 {u"line"_s, d.line},
                                 {u"column"_s, d.column}});
    }
    return array;
}

QCoro::Task<> replaceAgent(http::ExchangePtr exchange, ServedAgent *served)
{
    const std::optional<AgentText> body = http::readBody<AgentText>(*exchange);
    if (!body)
        co_return;
    const QByteArray text = body->text.toUtf8();
    const ServedAgent::Loaded loaded = co_await served->load(text, body->path);
    if (!loaded.error) {
        exchange->answer(servedAnswer(*served));
        co_return;
    }
    const QJsonObject extra{{u"diagnostics"_s, toJson(loaded.diagnostics)}};
    exchange->answer(http::problem(http::statusOf(loaded.error->kind), loaded.error->message, extra));
}

} // namespace

QList<http::Route> routes(ServedAgent &served, ActivityLog &log, UsageLedger &usage)
{
    using enum http::Scope;
    using enum http::Body;
    return {
        {"GET", "/control/agent", Control, None,
         [&](const http::ExchangePtr &exchange) { exchange->answer(servedAnswer(served)); }},
        {"PUT", "/control/agent", Control, Json,
         [&](const http::ExchangePtr &exchange) { replaceAgent(exchange, &served).then([] { }); },
         AgentText::maxBytes},
        {"GET", "/control/log", Control, None,
         [&](const http::ExchangePtr &exchange) { streamLog(log, exchange); }},
        {"GET", "/control/usage", Control, None,
         [&](const http::ExchangePtr &exchange) { answerUsage(usage, exchange); }},
    };
}

} // namespace server::control
