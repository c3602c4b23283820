// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/ModelTurn.h"

#include "agent/run/Caps.h"
#include "agent/run/ClientTools.h"
#include "agent/run/FinalAnswer.h"
#include "agent/run/Guardrails.h"

#include <QRandomGenerator>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

milliseconds idleLimit(const RetrySpec &retry)
{
    constexpr std::chrono::hours far(24); // yet safe for every timer
    return retry.requestTimeout ? milliseconds(qRound64(*retry.requestTimeout * 1000)) : milliseconds(far);
}

std::optional<OutputSchema> outputSchemaFor(const Run &run, const Provider &provider)
{
    const std::optional<OutputSpec> output = outputOf(run);
    if (!output || !provider.capabilities().structuredOutput)
        return std::nullopt;
    return OutputSchema{output->name, output->schema};
}

bool mayPass(const Error &error)
{
    constexpr std::chrono::seconds patience{60};
    if (error.retryAfter > patience)
        return false;
    return error.kind == ErrorKind::RateLimited || error.kind == ErrorKind::Timeout
        || error.kind == ErrorKind::Unavailable;
}

/// Whether another provider may know better; a request that is wrong is wrong for all, and what a guardrail
/// refuses is refused.
bool mayBeTheProvider(const Error &error)
{
    return error.kind != ErrorKind::InvalidInput && error.kind != ErrorKind::Cancelled
        && error.kind != ErrorKind::Denied;
}

bool isWorthAnother(const Error &error, int tries, const RetrySpec &retry)
{
    return mayPass(error) && tries <= retry.maxRetries;
}

/// Twice as long each time, and up to a quarter longer by chance, so that many who failed together do not
/// come back together. `attempt` counts from 1.
milliseconds waitAfter(const Error &error, int attempt, const RetrySpec &retry)
{
    if (error.retryAfter)
        return *error.retryAfter;
    double first = retry.backoffSeconds;
    if (error.kind == ErrorKind::RateLimited)
        first += retry.rateLimitCooldownSeconds;
    constexpr double longest = 300;
    const double seconds = std::min(std::ldexp(first, attempt - 1), std::max(first, longest));
    const double chance = QRandomGenerator::global()->generateDouble() / 4;
    return milliseconds(qRound64(seconds * (1 + chance) * 1000));
}

// Ids of the call and its message are made from the journal's length: unique within the run.
QString newId(const Run &run, QChar prefix)
{
    return prefix + QString::number(run.journal.events().size() + 1);
}

/// Who answers: the agent's provider, then each of its fallbacks when the one before has failed for good.
QList<ProviderChoice> answerers(const Agent &agent)
{
    return QList<ProviderChoice>{{agent.provider, agent.model, agent.providerReason}} + agent.fallbacks;
}

/// What a model says while a guardrail may still change it.
struct Held
{
    bool isHeld = false;
    QString reasoning; ///< Collected here; the text comes whole with the reply.
};

void hear(Run &run, const QString &message, Held &held, const ModelDelta &delta)
{
    const auto *text = std::get_if<TextPiece>(&delta);
    const auto *reasoning = std::get_if<ReasoningPiece>(&delta);
    if (reasoning && held.isHeld)
        held.reasoning += reasoning->text;
    else if (reasoning)
        run.journal.append(ReasoningDelta{message, reasoning->text});
    else if (!held.isHeld)
        run.journal.append(TextDelta{message, text->text});
}

/// The end of a message, and all of it if it was held back.
void say(Run &run, const QString &message, const Held &held, const QString &text)
{
    if (!held.reasoning.isEmpty())
        run.journal.append(ReasoningDelta{message, held.reasoning});
    if (held.isHeld && !text.isEmpty())
        run.journal.append(TextDelta{message, text});
    if (!text.isEmpty())
        run.journal.append(TextFinished{message, text});
}

// One attempt, from ModelCalled to ModelReplied or an error.
Task<ModelReply> attempt(RunPtr run, std::shared_ptr<Provider> provider, ModelRequest request,
                         ModelCalled called)
{
    const QString message = newId(*run, u'm');
    run->journal.append(called);
    const Stopwatch watch;
    std::optional<milliseconds> firstToken;
    const bool isTurn = called.purpose.isEmpty();
    Held held{isTurn && holdsOutput(*run->agent), {}};
    const ModelSink sink = [run, message, isTurn, &held, &firstToken, &watch](const ModelDelta &delta) {
        if (!firstToken)
            firstToken = watch.elapsed();
        if (isTurn)
            hear(*run, message, held, delta);
    };
    Result<ModelReply> reply = co_await provider->complete(request, sink, run->stop.get_token());
    if (!reply)
        co_return reply;
    const Result<> passed = isTurn ? screenReply(*run, *reply, held.reasoning) : Result<>();
    if (isTurn && passed)
        say(*run, message, held, reply->message.text);
    const std::optional<Usage> &usage = reply->usage;
    const auto cost =
        usage ? run->agent->prices.costUsd(called.provider, called.model, *usage) : std::nullopt;
    run->journal.append(ModelReplied{called.call, reply->finish, usage, cost,
                                     firstToken.value_or(watch.elapsed()), watch.elapsed()});
    if (!passed)
        co_return tl::unexpected(passed.error());
    co_return reply;
}

} // namespace

ModelRequest requestFor(const Run &run, const Conversation &conversation)
{
    const Agent &agent = *run.agent;
    ModelRequest request;
    const Wishes &wishes = run.request.wishes;
    request.instructions = agent.instructions();
    if (!wishes.instructions.isEmpty())
        request.instructions += u"\n\n"_s + wishes.instructions;
    if (const auto output = outputOf(run))
        request.instructions += u"\n\n"_s + outputInstructions(*output);
    if (!conversation.summary.isEmpty())
        request.instructions += u"\n\n[Compressed context]\n"_s + conversation.summary;
    request.messages = conversation.messages;
    request.tools = offeredTools(run);
    request.temperature = wishes.temperature.value_or(agent.spec.temperature);
    request.maxTokens = wishes.maxTokens.value_or(agent.spec.maxTokens);
    request.idleLimit = idleLimit(agent.spec.retry);
    return request;
}

Task<ModelReply> callModel(RunPtr run, Conversation conversation)
{
    ModelRequest request = requestFor(*run, conversation);
    const RetrySpec retry = run->agent->spec.retry;
    const QList<ProviderChoice> chain = answerers(*run->agent);
    const QString call = newId(*run, u'c');
    qsizetype at = 0; // in the chain
    int tries = 1;    // of the one at that place
    for (int number = 1;; ++number) {
        request.model = chain[at].model;
        request.outputSchema = outputSchemaFor(*run, *chain[at].provider);
        const ModelCalled called{call,
                                 chain[at].provider->name(),
                                 request.model,
                                 number,
                                 static_cast<int>(request.messages.size()),
                                 static_cast<int>(request.tools.size())};
        Result<ModelReply> reply = co_await attempt(run, chain[at].provider, request, called);
        if (reply)
            co_return reply;
        const bool isAgain = isWorthAnother(reply.error(), tries, retry);
        const bool hasOther = at + 1 < chain.size() && mayBeTheProvider(reply.error());
        if (!isAgain && !hasOther)
            co_return reply;
        const milliseconds wait = isAgain ? waitAfter(reply.error(), tries, retry) : milliseconds(0);
        run->journal.append(ModelRetried{call, number, reply.error(), wait});
        at += isAgain ? 0 : 1;
        tries = isAgain ? tries + 1 : 1;
        Wake wake;
        wake.on(run->stop.get_token()).after(wait);
        co_await wake.wait();
        if (run->stop.stop_requested())
            co_return fail(ErrorKind::Cancelled, u"The run was cancelled."_s);
    }
}

Task<ModelReply> askAside(RunPtr run, ProviderChoice who, ModelRequest request, QString purpose)
{
    request.model = who.model;
    request.idleLimit = idleLimit(run->agent->spec.retry);
    const NextCall next = nextCall(who, request);
    if (const auto hit = co_await capAgainst(run, next))
        co_return fail(ErrorKind::Denied, hit->sentence);
    const int count = static_cast<int>(request.messages.size());
    const ModelCalled called{newId(*run, u'c'), who.provider->name(), who.model, 1, count, 0, purpose};
    Result<ModelReply> reply = co_await attempt(run, who.provider, request, called);
    if (!reply)
        run->journal.append(ModelFailed{called.call, reply.error()});
    co_return reply;
}

} // namespace agent
