// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/anthropic/AnthropicRoutes.h"

#include "server/dialects/ClientDesk.h"
#include "server/dialects/anthropic/AnthropicError.h"
#include "server/dialects/anthropic/MessagesRequest.h"
#include "server/dialects/anthropic/MessagesStream.h"
#include "server/http/Problem.h"

using namespace Qt::StringLiterals;
using namespace agent;

namespace server::anthropic {
namespace {

void answerWhole(const http::ExchangePtr &exchange, const RunPtr &run, bool withThinking)
{
    whenFinished(run, exchange, [exchange, &of = *run, withThinking] {
        const Result<ClientAnswer> answer = clientAnswer(of);
        const RunEvent &started = of.journal.events().constFirst();
        exchange->answer(answer ? http::jsonAnswer(json::toJson(messageOf(started, *answer, withThinking)))
                                : failure(answer.error()));
    });
}

void answerMessages(const http::ExchangePtr &exchange, ClientDesk &desk)
{
    const Result<MessagesRequest> asked = messagesRequestIn(exchange->request().body);
    if (asked && asked->thread)
        return exchange->answer(noThreads());
    const Result<RunPtr> run = desk.start(asked, *exchange);
    if (!run)
        exchange->answer(refusal(run.error()));
    else if (asked->isStreamed())
        streamRun(*run, exchange, wireOf(std::make_shared<MessagesStream>(asked->wantsThinking())));
    else
        answerWhole(exchange, *run, asked->wantsThinking());
}

} // namespace

QList<http::Route> routes(ServedAgent &served, Runs &runs)
{
    constexpr qsizetype withImages = 32 << 20;
    const auto desk = std::make_shared<ClientDesk>(served, runs);
    const auto answer = [desk](const http::ExchangePtr &exchange) { answerMessages(exchange, *desk); };
    return {{"POST", "/v1/messages", http::Scope::Chat, http::Body::Json, answer, withImages, errorAnswer}};
}

} // namespace server::anthropic
