// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/native/NativeRoutes.h"

#include "server/dialects/RunFailure.h"
#include "server/dialects/RunStream.h"
#include "server/dialects/native/NativeWire.h"
#include "server/dialects/native/StreamWire.h"
#include "server/http/Problem.h"

using namespace Qt::StringLiterals;
using namespace agent;

namespace server::native {
namespace {

http::Answer failureOf(const Error &error, const QString &runId)
{
    const QJsonObject extra{{u"run_id"_s, runId}, {u"kind"_s, kindName(error.kind)}};
    return http::problem(statusOfFailure(error), error.message, extra);
}

void answerWhole(const http::ExchangePtr &exchange, const RunPtr &run)
{
    whenFinished(run, exchange, [exchange, journal = &run->journal, id = run->id] {
        const Result<RunAnswer> answer = answerOf(journal->events());
        exchange->answer(answer ? http::jsonAnswer(json::toJson(*answer)) : failureOf(answer.error(), id));
    });
}

void stream(const http::ExchangePtr &exchange, const RunPtr &run)
{
    streamRun(run, exchange,
              [](const RunEvent &event, const Run &of) { return streamData(event, of.journal.events()); });
}

void health(const http::ExchangePtr &exchange, const ServedAgent &served)
{
    const Agent &agent = *served.agent();
    QJsonArray tools;
    for (const ToolInfo &info : agent.toolInfos())
        tools.append(info.name);
    exchange->answer(http::jsonAnswer(QJsonObject{
        {u"status"_s, u"ok"_s},
        {u"version"_s, QLatin1String(SLIPWAY_VERSION)},
        {u"agent"_s, agent.spec.name},
        {u"description"_s, agent.spec.description},
        {u"model"_s, agent.model},
        {u"provider"_s, agent.provider->name()},
        {u"provider_reason"_s, agent.providerReason},
        {u"tools"_s, tools},
        {u"conversation_starters"_s, QJsonArray::fromStringList(agent.spec.conversationStarters)},
        {u"quick_replies"_s, QJsonArray::fromStringList(agent.spec.quickReplies)},
    }));
}

/// Whether all that the agent is to have is there; /health tells only that somebody answers.
void ready(const http::ExchangePtr &exchange, const ServedAgent &served)
{
    QStringList missing;
    for (const mcp::ServerState &server : served.agent()->servers) {
        if (server.trouble)
            missing.append(server.trouble->message);
    }
    if (missing.isEmpty())
        return exchange->answer(http::jsonAnswer(QJsonObject{{u"status"_s, u"ready"_s}}));
    const QJsonObject extra{{u"missing"_s, QJsonArray::fromStringList(missing)}};
    exchange->answer(http::problem(503, u"Not all of the agent is there: "_s + missing.constFirst(), extra));
}

void schema(const http::ExchangePtr &exchange, const ServedAgent &served)
{
    const Agent &agent = *served.agent();
    exchange->answer(http::jsonAnswer(
        QJsonObject{{u"model"_s, agent.model}, {u"tools"_s, json::toJson(agent.toolInfos())}}));
}

} // namespace

QList<http::Route> routes(const Stage &stage)
{
    using enum http::Scope;
    using enum http::Body;
    ServedAgent &served = stage.served;
    const auto invoke = [stage](const http::ExchangePtr &exchange) {
        startRun(exchange, stage, false, [exchange](const RunPtr &run) { answerWhole(exchange, run); });
    };
    const auto follow = [stage](const http::ExchangePtr &exchange) {
        startRun(exchange, stage, true, [exchange](const RunPtr &run) { stream(exchange, run); });
    };
    return {
        {"POST", "/invoke", Chat, Json, invoke},
        {"POST", "/stream", Chat, Json, follow},
        {"GET", "/health", Public, None,
         [&](const http::ExchangePtr &exchange) { health(exchange, served); }},
        {"GET", "/ready", Public, None, [&](const http::ExchangePtr &exchange) { ready(exchange, served); }},
        {"GET", "/schema", Chat, None, [&](const http::ExchangePtr &exchange) { schema(exchange, served); }},
    };
}

} // namespace server::native
