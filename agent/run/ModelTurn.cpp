// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/ModelTurn.h"

#include "agent/values/Price.h"

using namespace Qt::StringLiterals;

namespace agent {
namespace {

ModelRequest requestFor(const Agent &agent, const QList<Message> &messages)
{
    ModelRequest request;
    request.model = agent.model;
    request.instructions = agent.instructions();
    request.messages = messages;
    request.tools = agent.toolInfos();
    request.temperature = agent.spec.temperature;
    request.maxTokens = agent.spec.maxTokens;
    if (const auto seconds = agent.spec.retry.requestTimeout)
        request.idleLimit = milliseconds(qRound64(*seconds * 1000));
    else
        request.idleLimit = std::chrono::hours(24); // far, yet safe for every timer
    return request;
}

bool mayPass(const Error &error)
{
    constexpr std::chrono::seconds patience{60};
    if (error.retryAfter > patience)
        return false;
    return error.kind == ErrorKind::RateLimited || error.kind == ErrorKind::Timeout
        || error.kind == ErrorKind::Unavailable;
}

milliseconds waitAfter(const Error &error, int attempt, const RetrySpec &retry)
{
    if (error.retryAfter)
        return *error.retryAfter;
    double seconds = retry.backoffSeconds;
    if (error.kind == ErrorKind::RateLimited)
        seconds += retry.rateLimitCooldownSeconds;
    return milliseconds(qRound64(seconds * attempt * 1000));
}

// Ids of the call and its message are made from the journal's length: unique within the run.
QString newId(const Run &run, QChar prefix)
{
    return prefix + QString::number(run.journal.events().size() + 1);
}

// One attempt, from ModelCalled to ModelReplied or an error.
Task<ModelReply> attempt(RunPtr run, ModelRequest request, QString call, int number)
{
    const QString message = newId(*run, u'm');
    run->journal.append(ModelCalled{call, run->agent->provider->name(), request.model, number,
                                    static_cast<int>(request.messages.size()),
                                    static_cast<int>(request.tools.size())});
    const Stopwatch watch;
    std::optional<milliseconds> firstToken;
    const ModelSink sink = [run, message, &firstToken, &watch](const ModelDelta &delta) {
        if (!firstToken)
            firstToken = watch.elapsed();
        std::visit(
            Overloaded{[&](const TextPiece &piece) { run->journal.append(TextDelta{message, piece.text}); },
                       [&](const ReasoningPiece &piece) {
                           run->journal.append(ReasoningDelta{message, piece.text});
                       }},
            delta);
    };
    Result<ModelReply> reply = co_await run->agent->provider->complete(request, sink, run->stop.get_token());
    if (!reply)
        co_return reply;
    if (!reply->message.text.isEmpty())
        run->journal.append(TextFinished{message, reply->message.text});
    const auto cost =
        reply->usage ? costUsd(run->agent->provider->name(), request.model, *reply->usage) : std::nullopt;
    run->journal.append(ModelReplied{call, reply->finish, reply->usage, cost,
                                     firstToken.value_or(watch.elapsed()), watch.elapsed()});
    co_return reply;
}

} // namespace

Task<ModelReply> callModel(RunPtr run, QList<Message> messages)
{
    const ModelRequest request = requestFor(*run->agent, messages);
    const RetrySpec retry = run->agent->spec.retry;
    const QString call = newId(*run, u'c');
    for (int number = 1;; ++number) {
        Result<ModelReply> reply = co_await attempt(run, request, call, number);
        if (reply || !mayPass(reply.error()) || number > retry.maxRetries)
            co_return reply;
        const milliseconds wait = waitAfter(reply.error(), number, retry);
        run->journal.append(ModelRetried{call, number, reply.error(), wait});
        Wake wake;
        wake.on(run->stop.get_token()).after(wait);
        co_await wake.wait();
        if (run->stop.stop_requested())
            co_return fail(ErrorKind::Cancelled, u"The run was cancelled."_s);
    }
}

} // namespace agent
