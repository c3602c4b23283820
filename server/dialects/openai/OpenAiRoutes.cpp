// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/openai/OpenAiRoutes.h"

#include "server/dialects/AgentByName.h"
#include "server/dialects/HandedBack.h"
#include "server/dialects/RunStream.h"
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

void showModel(const http::ExchangePtr &exchange, const ServedAgent &served)
{
    constexpr qsizetype nameAt = 2;
    const Result<AgentPtr> agent = agentByName(http::segment(exchange->request(), nameAt), served);
    exchange->answer(agent ? http::jsonAnswer(json::toJson(modelOf(served))) : refusal(agent.error()));
}

/// What all requests for runs need.
struct Desk
{
    Desk(const ServedAgent &agents, Runs &all)
        : served(agents)
        , runs(all)
    {
    }
    const ServedAgent &served;
    Runs &runs;
    HandedBack handed;
};

template<class Asked>
Result<RunPtr> startRun(const Asked &asked, const http::Request &head, Desk &desk)
{
    const Result<AgentPtr> agent = agentByName(asked.model, desk.served);
    if (!agent)
        return tl::unexpected(agent.error());
    Result<RunRequest> request = runRequestOf(asked, **agent);
    if (!request)
        return tl::unexpected(request.error());
    request->client = QString::fromUtf8(head.header("User-Agent"));
    request->messages = desk.handed.restored(request->messages);
    RunPtr run = desk.runs.start(*agent, *request);
    desk.handed.follow(run);
    return run;
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

/// A stream of this kind as what streamRun() wants.
template<class Stream>
WireOf wireOf(const std::shared_ptr<Stream> &stream)
{
    return [stream](const RunEvent &event, const Run &run) { return stream->take(event, run); };
}

void complete(const http::ExchangePtr &exchange, Desk &desk)
{
    const Result<ChatRequest> chat = chatRequestIn(exchange->request().body);
    const Result<RunPtr> run =
        chat ? startRun(*chat, exchange->request(), desk) : tl::unexpected(chat.error());
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

void respond(const http::ExchangePtr &exchange, Desk &desk)
{
    const Result<ResponsesRequest> asked = responsesRequestIn(exchange->request().body);
    const Result<RunPtr> run =
        asked ? startRun(*asked, exchange->request(), desk) : tl::unexpected(asked.error());
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
    const auto desk = std::make_shared<Desk>(served, runs);
    QList<http::Route> routes{
        {"GET", "/v1/models", Chat, None,
         [&](const http::ExchangePtr &exchange) { listModels(exchange, served); }},
        {"GET", "/v1/models/{model}", Chat, None,
         [&](const http::ExchangePtr &exchange) { showModel(exchange, served); }},
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
