// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/openai/OpenAiRoutes.h"

#include "server/dialects/ClientDesk.h"
#include "server/dialects/openai/ChatRequest.h"
#include "server/dialects/openai/ChatStream.h"
#include "server/dialects/openai/OpenAiError.h"
#include "server/dialects/openai/ResponsesRequest.h"
#include "server/dialects/openai/ResponsesStream.h"
#include "server/http/Problem.h"
#include "server/http/RoutePath.h"

#include <QDateTime>
#include <QFileInfo>

using namespace Qt::StringLiterals;
using namespace agent;

namespace server::openai {
namespace {

Model modelOf(const ServedAgent &served)
{
    Model model;
    model.id = served.agent()->spec.name;
    model.displayName = model.id;
    const QDateTime written = QFileInfo(served.path()).lastModified().toUTC();
    model.created = written.isValid() ? written.toSecsSinceEpoch() : 0;
    model.createdAt = QDateTime::fromSecsSinceEpoch(model.created, Qt::UTC).toString(Qt::ISODate);
    return model;
}

void listModels(const http::ExchangePtr &exchange, const ServedAgent &served)
{
    ModelList list;
    list.data = {modelOf(served)};
    list.firstId = list.data.constFirst().id;
    list.lastId = list.data.constLast().id;
    exchange->answer(http::jsonAnswer(json::toJson(list)));
}

void showModel(const http::ExchangePtr &exchange, const ServedAgent &served, const ClientDesk &desk)
{
    constexpr qsizetype nameAt = 2;
    const Result<AgentPtr> agent = desk.agentNamed(http::segment(exchange->request(), nameAt));
    exchange->answer(agent ? http::jsonAnswer(json::toJson(modelOf(served))) : refusal(agent.error()));
}

/// An answer that is given whole.
using WholeOf = std::function<QJsonValue(const RunEvent &started, const ClientAnswer &answer)>;

void answerWhole(const http::ExchangePtr &exchange, const RunPtr &run, const WholeOf &wholeOf)
{
    whenFinished(run, exchange, [exchange, &of = *run, wholeOf] {
        const Result<ClientAnswer> answer = clientAnswer(of);
        const RunEvent &started = of.journal.events().constFirst();
        exchange->answer(answer ? http::jsonAnswer(wholeOf(started, *answer)) : failure(answer.error()));
    });
}

void complete(const http::ExchangePtr &exchange, ClientDesk &desk)
{
    const Result<ChatRequest> chat = chatRequestIn(exchange->request().body);
    const Result<RunPtr> run = desk.start(chat, *exchange);
    const auto whole = [](const RunEvent &started, const ClientAnswer &answer) {
        return json::toJson(completionOf(started, answer));
    };
    if (!run)
        exchange->answer(refusal(run.error()));
    else if (chat->isStreamed())
        streamRun(*run, exchange, wireOf(std::make_shared<ChatStream>(chat->wantsUsage())));
    else
        answerWhole(exchange, *run, whole);
}

void respond(const http::ExchangePtr &exchange, ClientDesk &desk)
{
    const Result<ResponsesRequest> asked = responsesRequestIn(exchange->request().body);
    const Result<RunPtr> run = desk.start(asked, *exchange);
    const auto whole = [](const RunEvent &started, const ClientAnswer &answer) {
        return json::toJson(responseOf(started, answer));
    };
    if (!run)
        exchange->answer(refusal(run.error()));
    else if (asked->isStreamed())
        streamRun(*run, exchange, wireOf(std::make_shared<ResponsesStream>()));
    else
        answerWhole(exchange, *run, whole);
}

} // namespace

QList<http::Route> routes(ServedAgent &served, Runs &runs)
{
    using enum http::Scope;
    using enum http::Body;
    constexpr qsizetype withImages = 32 << 20;
    const auto desk = std::make_shared<ClientDesk>(served, runs);
    QList<http::Route> routes{
        {"GET", "/v1/models", Chat, None,
         [&](const http::ExchangePtr &exchange) { listModels(exchange, served); }},
        {"GET", "/v1/models/{model}", Chat, None,
         [&served, desk](const http::ExchangePtr &exchange) { showModel(exchange, served, *desk); }},
        {"POST", "/v1/chat/completions", Chat, Json,
         [desk](const http::ExchangePtr &exchange) { complete(exchange, *desk); }, withImages},
        {"POST", "/v1/responses", Chat, Json,
         [desk](const http::ExchangePtr &exchange) { respond(exchange, *desk); }, withImages},
    };
    for (http::Route &route : routes)
        route.error = errorAnswer;
    return routes;
}

} // namespace server::openai
