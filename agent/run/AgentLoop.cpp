// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/AgentLoop.h"

#include "agent/run/Caps.h"
#include "agent/run/Compression.h"
#include "agent/run/FinalAnswer.h"
#include "agent/run/Guardrails.h"
#include "agent/run/Limits.h"
#include "agent/run/ModelTurn.h"
#include "agent/run/ToolTurn.h"

using namespace Qt::StringLiterals;

namespace agent {
namespace {

struct Outcome
{
    RunStatus status = RunStatus::Completed;
    QString text;
    std::optional<Error> error;
    std::optional<QJsonObject> output = {};
};

void finish(Run &run, const Outcome &outcome, const Stopwatch &watch)
{
    const Spent spent = spentBy(run.journal);
    run.journal.append(RunFinished{outcome.status, outcome.text, outcome.error, run.journal.turn(),
                                   spent.usage, spent.costUsd, watch.elapsed(), outcome.output});
}

Outcome failed(const Error &error)
{
    return {error.kind == ErrorKind::Cancelled ? RunStatus::Cancelled : RunStatus::Failed, {}, error};
}

Outcome limited(const QString &sentence)
{
    return {RunStatus::Limited, sentence, {}};
}

/// Has the next agent go on, if one was named in this turn.
void handOver(Run &run)
{
    const std::optional<HandedOver> successor = std::exchange(run.successor, {});
    if (!successor)
        return;
    run.journal.append(*successor);
    run.agent = run.agentNamed(successor->to);
    run.journal.handOver(run.agent->spec.name);
}

Outcome answered(const Run &run, const QString &text)
{
    const std::optional<OutputSpec> output = outputOf(run);
    if (!output)
        return {RunStatus::Completed, text, {}};
    const Result<QJsonObject> object = objectIn(text, *output);
    return object ? Outcome{RunStatus::Completed, text, {}, *object} : failed(object.error());
}

/// What a reply without tool calls leads to: the end, or another turn, for which `messages` is made ready.
std::optional<Outcome> conclusion(Run &run, const Message &answer, int &repairs, QList<Message> &messages)
{
    const auto again = run.ownControl.hasSteering() ? std::nullopt : repairOf(run, answer, repairs);
    if (again) {
        messages.append(*again);
        return std::nullopt;
    }
    run.journal.append(MessageAdded{answer});
    if (run.ownControl.hasSteering())
        return std::nullopt;
    return answered(run, answer.text);
}

void tellAdded(Run &run, const QList<Message> &messages)
{
    for (const Message &message : messages)
        run.journal.append(MessageAdded{message});
}

Outcome outOfTurns(Run &run, int cap)
{
    run.journal.append(
        LimitHit{Limit::Iterations, static_cast<double>(cap), static_cast<double>(cap), false});
    return limited(u"Maximum iterations (%1) reached without resolution."_s.arg(cap));
}

QCoro::Task<Outcome> turns(RunPtr run)
{
    int repairs = 0; // turns that do not count
    const int cap = run->agent->spec.maxIterations;
    Conversation conversation = co_await conversationOf(run);
    QList<Message> &messages = conversation.messages;
    while (run->journal.turn() < cap + repairs) {
        if (!run->parent)
            co_await run->ownControl.holdWhileInterrupted(run->stop.get_token());
        messages.append(run->ownControl.takeSteering());
        run->journal.beginTurn();
        if (const auto text = outOfBudget(*run))
            co_return limited(*text);
        if (const auto text = co_await outOfCaps(run, conversation))
            co_return limited(*text);

        const Result<ModelReply> reply = co_await callModel(run, conversation);
        if (!reply)
            co_return failed(reply.error());
        messages.append(reply->message);
        if (reply->message.toolCalls.isEmpty()) {
            if (const auto outcome = conclusion(*run, reply->message, repairs, messages))
                co_return *outcome;
            continue;
        }
        run->journal.append(MessageAdded{reply->message});
        if (const auto text = tooManyCalls(*run, reply->message.toolCalls.size()))
            co_return limited(*text);

        const QList<Message> results = co_await callTools(run, reply->message.toolCalls);
        tellAdded(*run, results);
        messages.append(results);
        if (run->stop.stop_requested())
            co_return failed({ErrorKind::Cancelled, u"The run was cancelled."_s, {}});
        handOver(*run);
    }
    co_return outOfTurns(*run, cap);
}

/// The first events. Error: the guardrails refuse the message.
Result<> begin(Run &run)
{
    const Screened input = screenInput(run);
    run.journal.append(RunStarted{run.agent->provider->name(), run.agent->model, run.request.messages,
                                  run.request.dialect, run.request.client, run.request.session});
    run.journal.append(MessageAdded{run.request.messages.constLast()});
    for (const GuardrailHit &hit : input.hits)
        run.journal.append(hit);
    return input.passed;
}

QCoro::Task<Outcome> workOff(RunPtr run)
{
    if (const auto begun = begin(*run); !begun)
        co_return failed(begun.error());
    const Outcome outcome = co_await turns(run);
    co_return outcome;
}

} // namespace

QCoro::Task<> runAgent(RunPtr run)
{
    const Stopwatch watch;
    const TimeLimit time(*run);
    Outcome outcome = co_await workOff(run);
    if (time.isHit() && outcome.status == RunStatus::Cancelled)
        outcome = limited(time.sentence());
    finish(*run, outcome, watch);
}

} // namespace agent
