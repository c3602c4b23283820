// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/openai/OpenAiRoutes.h"

#include "server/dialects/AgentByName.h"
#include "server/dialects/HandedBack.h"
#include "server/dialects/RunStream.h"
#include "server/dialects/openai/ChatRequest.h"
#include "server/dialects/openai/ChatStream.h"
#include "server/dialects/openai/OpenAiError.h"
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

Result<RunPtr> startRun(const ChatRequest &chat, const http::Request &head, const ServedAgent &served,
                        Runs &runs, HandedBack &handed)
{
    const Result<AgentPtr> agent = agentByName(chat.model, served);
    if (!agent)
        return tl::unexpected(agent.error());
    Result<RunRequest> request = runRequestOf(chat, **agent);
    if (!request)
        return tl::unexpected(request.error());
    request->client = QString::fromUtf8(head.header("User-Agent"));
    request->messages = handed.restored(request->messages);
    RunPtr run = runs.start(*agent, *request);
    handed.follow(run);
    return run;
}

void answerWhole(const http::ExchangePtr &exchange, const RunPtr &run)
{
    whenFinished(run, exchange, [exchange, &of = *run] {
        const Result<ClientAnswer> answer = clientAnswer(of);
        const RunEvent &started = of.journal.events().constFirst();
        exchange->answer(answer ? http::jsonAnswer(json::toJson(completionOf(started, *answer)))
                                : failure(answer.error()));
    });
}

void complete(const http::ExchangePtr &exchange, const ServedAgent &served, Runs &runs, HandedBack &handed)
{
    const Result<ChatRequest> chat = chatRequestIn(exchange->request().body);
    const Result<RunPtr> run =
        chat ? startRun(*chat, exchange->request(), served, runs, handed) : tl::unexpected(chat.error());
    if (!run) {
        exchange->answer(refusal(run.error()));
    } else if (chat->isStreamed()) {
        const auto stream = std::make_shared<ChatStream>(chat->wantsUsage());
        const auto wireOf = [stream](const RunEvent &event, const Run &of) {
            return stream->take(event, of);
        };
        streamRun(*run, exchange, wireOf);
    } else {
        answerWhole(exchange, *run);
    }
}

} // namespace

QList<http::Route> routes(ServedAgent &served, Runs &runs)
{
    using enum http::Scope;
    using enum http::Body;
    constexpr qsizetype withImages = 32 << 20;
    const auto handed = std::make_shared<HandedBack>();
    QList<http::Route> routes{
        {"GET", "/v1/models", Chat, None,
         [&](const http::ExchangePtr &exchange) { listModels(exchange, served); }},
        {"GET", "/v1/models/{model}", Chat, None,
         [&](const http::ExchangePtr &exchange) { showModel(exchange, served); }},
        {"POST", "/v1/chat/completions", Chat, Json,
         [&, handed](const http::ExchangePtr &exchange) { complete(exchange, served, runs, *handed); },
         withImages},
    };
    for (http::Route &route : routes)
        route.error = errorAnswer;
    return routes;
}

} // namespace server::openai
