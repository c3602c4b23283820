// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/anthropic/AnthropicRoutes.h"

#include "server/dialects/AgentByName.h"
#include "server/dialects/HandedBack.h"
#include "server/dialects/RunStream.h"
#include "server/dialects/anthropic/AnthropicError.h"
#include "server/dialects/anthropic/MessagesRequest.h"
#include "server/dialects/anthropic/MessagesStream.h"
#include "server/http/Problem.h"

using namespace Qt::StringLiterals;
using namespace agent;

namespace server::anthropic {
namespace {

Result<RunPtr> startRun(const MessagesRequest &asked, const http::Request &head, const ServedAgent &served,
                        Runs &runs, HandedBack &handed)
{
    const Result<AgentPtr> agent = agentByName(asked.model, served);
    if (!agent)
        return tl::unexpected(agent.error());
    Result<RunRequest> request = runRequestOf(asked, **agent);
    if (!request)
        return tl::unexpected(request.error());
    request->client = QString::fromUtf8(head.header("User-Agent"));
    request->messages = handed.restored(request->messages);
    RunPtr run = runs.start(*agent, *request);
    handed.follow(run);
    return run;
}

void answerWhole(const http::ExchangePtr &exchange, const RunPtr &run, bool withThinking)
{
    whenFinished(run, exchange, [exchange, &of = *run, withThinking] {
        const Result<ClientAnswer> answer = clientAnswer(of);
        const RunEvent &started = of.journal.events().constFirst();
        exchange->answer(answer ? http::jsonAnswer(json::toJson(messageOf(started, *answer, withThinking)))
                                : failure(answer.error()));
    });
}

void answerMessages(const http::ExchangePtr &exchange, const ServedAgent &served, Runs &runs,
                    HandedBack &handed)
{
    const Result<MessagesRequest> asked = messagesRequestIn(exchange->request().body);
    if (asked && asked->thread)
        return exchange->answer(noThreads());
    const Result<RunPtr> run =
        asked ? startRun(*asked, exchange->request(), served, runs, handed) : tl::unexpected(asked.error());
    if (!run) {
        exchange->answer(refusal(run.error()));
    } else if (asked->isStreamed()) {
        const auto stream = std::make_shared<MessagesStream>(asked->wantsThinking());
        const auto wireOf = [stream](const RunEvent &event, const Run &of) {
            return stream->take(event, of);
        };
        streamRun(*run, exchange, wireOf);
    } else {
        answerWhole(exchange, *run, asked->wantsThinking());
    }
}

} // namespace

QList<http::Route> routes(ServedAgent &served, Runs &runs)
{
    constexpr qsizetype withImages = 32 << 20;
    const auto handed = std::make_shared<HandedBack>();
    const auto answer = [&, handed](const http::ExchangePtr &exchange) {
        answerMessages(exchange, served, runs, *handed);
    };
    return {{"POST", "/v1/messages", http::Scope::Chat, http::Body::Json, answer, withImages, errorAnswer}};
}

} // namespace server::anthropic
