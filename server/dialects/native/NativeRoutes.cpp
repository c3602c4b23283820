// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/native/NativeRoutes.h"

#include "server/dialects/RunFailure.h"
#include "server/dialects/RunStream.h"
#include "server/dialects/native/NativeWire.h"
#include "server/dialects/native/RunWire.h"
#include "server/dialects/native/StreamWire.h"
#include "server/http/JsonBody.h"

using namespace Qt::StringLiterals;
using namespace agent;

namespace server::native {
namespace {

http::Answer accepted(const Run &run)
{
    http::Answer answer = http::jsonAnswer(json::toJson(shownRun(run)), 202);
    answer.headers.append(http::Header{"Location", "/runs/" + run.id.toLatin1()});
    return answer;
}

Result<RunRequest> requestOf(const PromptRequest &body, const http::Request &head)
{
    const Result<QList<Message>> messages = conversation(body);
    if (!messages)
        return tl::unexpected(messages.error());
    const Result<QString> session = sessionOf(body);
    if (!session)
        return tl::unexpected(session.error());
    return RunRequest{*messages, u"native"_s, QString::fromUtf8(head.header("User-Agent")), *session,
                      body.waitAtLimits};
}

// What a request asks for: a run in progress. Nothing when the exchange has been answered already, which it
// is at once where the run goes on in the background.
RunPtr startRun(const http::ExchangePtr &exchange, ServedAgent &served, Runs &runs, bool followed)
{
    const std::optional<PromptRequest> body = http::readBody<PromptRequest>(*exchange);
    if (!body)
        return {};
    Result<RunRequest> request = requestOf(*body, exchange->request());
    const Result<AgentPtr> agent =
        request ? agentFor(served.agent(), body->configOverrides) : tl::unexpected(request.error());
    if (!agent) {
        exchange->answer(http::problem(agent.error()));
        return {};
    }
    request->followed = followed || body->background;
    RunPtr run = runs.start(*agent, *request);
    if (!body->background)
        return run;
    runs.whenKept(run, [exchange, run] { exchange->answer(accepted(*run)); });
    return {};
}

http::Answer failureOf(const Error &error, const QString &runId)
{
    const QJsonObject extra{{u"run_id"_s, runId}, {u"kind"_s, kindName(error.kind)}};
    return http::problem(statusOfFailure(error), error.message, extra);
}

void invoke(const http::ExchangePtr &exchange, ServedAgent &served, Runs &runs)
{
    const RunPtr run = startRun(exchange, served, runs, false);
    if (!run)
        return;
    whenFinished(run, exchange, [exchange, journal = &run->journal, id = run->id] {
        const Result<RunAnswer> answer = answerOf(journal->events());
        exchange->answer(answer ? http::jsonAnswer(json::toJson(*answer)) : failureOf(answer.error(), id));
    });
}

void stream(const http::ExchangePtr &exchange, ServedAgent &served, Runs &runs)
{
    if (const RunPtr run = startRun(exchange, served, runs, true))
        streamRun(run, exchange, [](const RunEvent &event, const Run &of) {
            return streamData(event, of.journal.events());
        });
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

QList<http::Route> routes(ServedAgent &served, Runs &runs)
{
    using enum http::Scope;
    using enum http::Body;
    return {
        {"POST", "/invoke", Chat, Json,
         [&](const http::ExchangePtr &exchange) { invoke(exchange, served, runs); }},
        {"POST", "/stream", Chat, Json,
         [&](const http::ExchangePtr &exchange) { stream(exchange, served, runs); }},
        {"GET", "/health", Public, None,
         [&](const http::ExchangePtr &exchange) { health(exchange, served); }},
        {"GET", "/ready", Public, None, [&](const http::ExchangePtr &exchange) { ready(exchange, served); }},
        {"GET", "/schema", Chat, None, [&](const http::ExchangePtr &exchange) { schema(exchange, served); }},
    };
}

} // namespace server::native
