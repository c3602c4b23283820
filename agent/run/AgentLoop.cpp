// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/AgentLoop.h"

#include "agent/run/ModelTurn.h"
#include "agent/run/ToolTurn.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

// What the run has used up so far, folded from its events.
struct Spent
{
    Usage usage;
    std::optional<double> costUsd = 0.0; // nothing as soon as one call's cost is unknown

    static Spent of(const Journal &journal)
    {
        Spent spent;
        for (const RunEvent &event : journal.events()) {
            const auto *reply = std::get_if<ModelReplied>(&event.body);
            if (!reply)
                continue;
            if (reply->usage)
                spent.usage += *reply->usage;
            spent.costUsd = spent.costUsd && reply->costUsd ? std::optional(*spent.costUsd + *reply->costUsd)
                                                            : std::nullopt;
        }
        return spent;
    }
};

struct Outcome
{
    RunStatus status = RunStatus::Completed;
    QString text;
    std::optional<Error> error;
};

void finish(Run &run, const Outcome &outcome, const Stopwatch &watch)
{
    const Spent spent = Spent::of(run.journal);
    run.journal.append(RunFinished{outcome.status, outcome.text, outcome.error, run.journal.turn(),
                                   spent.usage, spent.costUsd, watch.elapsed()});
}

Outcome failed(const Error &error)
{
    return {error.kind == ErrorKind::Cancelled ? RunStatus::Cancelled : RunStatus::Failed, {}, error};
}

void warnOnceAboutCost(Run &run, double costUsd)
{
    const std::optional<double> mark = run.agent->spec.budget.costWarningThreshold;
    if (!mark || costUsd < *mark)
        return;
    const auto isWarning = [](const RunEvent &event) {
        const auto *hit = std::get_if<LimitHit>(&event.body);
        return hit && hit->warning;
    };
    const auto &events = run.journal.events();
    if (std::ranges::none_of(events, isWarning))
        run.journal.append(LimitHit{Limit::Cost, costUsd, *mark, true});
}

// The sentences are those of the contract (agent loop, step 3).
std::optional<Outcome> outOfBudget(Run &run)
{
    const Spent spent = Spent::of(run.journal);
    const BudgetSpec &budget = run.agent->spec.budget;
    const qint64 tokens = spent.usage.totalTokens();
    if (budget.maxTotalTokens && tokens >= *budget.maxTotalTokens) {
        run.journal.append(LimitHit{Limit::Tokens, static_cast<double>(tokens),
                                    static_cast<double>(*budget.maxTotalTokens), false});
        const QString text = u"Token budget exceeded: %1/%2 tokens"_s.arg(tokens).arg(*budget.maxTotalTokens);
        return Outcome{RunStatus::Limited, text, {}};
    }
    if (!spent.costUsd)
        return std::nullopt;
    warnOnceAboutCost(run, *spent.costUsd);
    if (budget.maxCostUsd && *spent.costUsd >= *budget.maxCostUsd) {
        run.journal.append(LimitHit{Limit::Cost, *spent.costUsd, *budget.maxCostUsd, false});
        const QString text = u"Cost budget exceeded: $%1/$%2"_s.arg(*spent.costUsd, 0, 'f', 6)
                                 .arg(*budget.maxCostUsd, 0, 'f', 6);
        return Outcome{RunStatus::Limited, text, {}};
    }
    return std::nullopt;
}

QCoro::Task<Outcome> turns(RunPtr run)
{
    const int cap = run->agent->spec.maxIterations;
    QList<Message> messages = run->request.messages;
    while (run->journal.turn() < cap) {
        run->journal.beginTurn();
        if (const auto limited = outOfBudget(*run))
            co_return *limited;

        const Result<ModelReply> reply = co_await callModel(run, messages);
        if (!reply)
            co_return failed(reply.error());
        messages.append(reply->message);
        run->journal.append(MessageAdded{reply->message});
        if (reply->message.toolCalls.isEmpty())
            co_return Outcome{RunStatus::Completed, reply->message.text, {}};

        const QList<Message> results = co_await callTools(run, reply->message.toolCalls);
        for (const Message &result : results)
            run->journal.append(MessageAdded{result});
        messages.append(results);
        if (run->stop.stop_requested())
            co_return failed({ErrorKind::Cancelled, u"The run was cancelled."_s, {}});
    }
    run->journal.append(
        LimitHit{Limit::Iterations, static_cast<double>(cap), static_cast<double>(cap), false});
    const QString text = u"Maximum iterations (%1) reached without resolution."_s.arg(cap);
    co_return Outcome{RunStatus::Limited, text, {}};
}

} // namespace

QCoro::Task<> runAgent(RunPtr run)
{
    const Stopwatch watch;
    run->journal.append(RunStarted{run->agent->provider->name(), run->agent->model, run->request.messages,
                                   run->request.dialect, run->request.client});
    run->journal.append(MessageAdded{run->request.messages.constLast()});
    const Outcome outcome = co_await turns(run);
    finish(*run, outcome, watch);
}

} // namespace agent
