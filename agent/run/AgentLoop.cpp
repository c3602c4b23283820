// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/AgentLoop.h"

#include "agent/run/Caps.h"
#include "agent/run/ClientTools.h"
#include "agent/run/Compression.h"
#include "agent/run/FinalAnswer.h"
#include "agent/run/Guardrails.h"
#include "agent/run/Limits.h"
#include "agent/run/ModelTurn.h"
#include "agent/run/ToolTurn.h"

#include <functional>

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

Outcome cancelled()
{
    return failed({ErrorKind::Cancelled, u"The run was cancelled."_s, {}});
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

/// What a run takes along from turn to turn.
struct Course
{
    Conversation conversation;
    int repairs = 0; ///< Turns that do not count.
};
using CoursePtr = std::shared_ptr<Course>;

/// What a reply without tool calls leads to: the end, or another turn.
std::optional<Outcome> conclude(Run &run, Course &course, const Message &answer)
{
    const auto again = run.ownControl.hasSteering() ? std::nullopt : repairOf(run, answer, course.repairs);
    if (again) {
        course.conversation.messages.append(*again);
        return std::nullopt;
    }
    run.journal.append(MessageAdded{answer});
    if (run.ownControl.hasSteering())
        return std::nullopt;
    return answered(run, answer.text);
}

using LimitCheck = std::function<std::optional<MetLimit>()>;

/// The end at a limit that is met, unless a person raises it.
QCoro::Task<std::optional<Outcome>> endAt(RunPtr run, LimitCheck check)
{
    const std::optional<double> seconds = run->agent->spec.policy.approvalTimeout;
    while (const auto met = check()) {
        run->journal.append(met->hit);
        if (!run->request.waitsAtLimits)
            co_return limited(met->sentence);
        const bool isRaised = co_await run->ownControl.askToRaise(met->hit, seconds, run->stop.get_token());
        if (run->stop.stop_requested())
            co_return cancelled();
        if (!isRaised)
            co_return limited(met->sentence);
    }
    co_return std::nullopt;
}

/// Begins a turn, unless a limit forbids it.
QCoro::Task<std::optional<Outcome>> beginTurn(RunPtr run, CoursePtr course)
{
    const LimitCheck turns = [run, course] { return outOfTurns(*run, course->repairs); };
    if (const auto end = co_await endAt(run, turns))
        co_return end;
    if (!run->parent)
        co_await run->ownControl.holdWhileInterrupted(run->stop.get_token());
    course->conversation.messages.append(run->ownControl.takeSteering());
    run->journal.beginTurn();
    const LimitCheck budget = [run] { return outOfBudget(*run); };
    if (const auto end = co_await endAt(run, budget))
        co_return end;
    const auto cap = co_await outOfCaps(run, course->conversation);
    co_return cap ? std::optional(limited(*cap)) : std::nullopt;
}

/// Takes out of `calls` those that are left to the client, and tells of them. How many they are.
qsizetype leaveToClient(Run &run, QList<ToolCall> &calls)
{
    return calls.removeIf([&run](const ToolCall &call) {
        const bool isLeft = isForClient(run, call);
        if (isLeft)
            run.journal.append(ToolCalled{call, offeredTool(run, call.name)->kind});
        return isLeft;
    });
}

/// Has the tools called that the model wants; the run goes on unless that ends it, or calls are left to the
/// client.
QCoro::Task<std::optional<Outcome>> useTools(RunPtr run, CoursePtr course, Message wish)
{
    QList<ToolCall> calls = wish.toolCalls;
    const LimitCheck count = [run, further = calls.size()] { return tooManyCalls(*run, further); };
    if (const auto end = co_await endAt(run, count))
        co_return end;
    const qsizetype left = leaveToClient(*run, calls);
    const QList<Message> results = co_await callTools(run, calls);
    for (const Message &result : results)
        run->journal.append(MessageAdded{result});
    course->conversation.messages.append(results);
    if (run->stop.stop_requested())
        co_return cancelled();
    if (left > 0)
        co_return Outcome{RunStatus::Completed, wish.text, {}};
    handOver(*run);
    co_return std::nullopt;
}

/// One turn; the run goes on unless that ends it.
QCoro::Task<std::optional<Outcome>> takeTurn(RunPtr run, CoursePtr course)
{
    if (const auto end = co_await beginTurn(run, course))
        co_return end;
    const Result<ModelReply> reply = co_await callModel(run, course->conversation);
    if (!reply)
        co_return failed(reply.error());
    const Message answer = reply->message;
    course->conversation.messages.append(answer);
    if (answer.toolCalls.isEmpty())
        co_return conclude(*run, *course, answer);
    run->journal.append(MessageAdded{answer});
    co_return co_await useTools(run, course, answer);
}

QCoro::Task<Outcome> takeTurns(RunPtr run)
{
    const auto course = std::make_shared<Course>();
    course->conversation = co_await conversationOf(run);
    std::optional<Outcome> end;
    while (!end)
        end = co_await takeTurn(run, course);
    co_return *end;
}

/// Where the conversation has not been before: its last message, or all results that a client gives at once.
qsizetype newFrom(const QList<Message> &messages)
{
    qsizetype at = messages.size() - 1;
    while (at > 0 && messages[at].role == Role::Tool && messages[at - 1].role == Role::Tool)
        --at;
    return at;
}

/// The first events. Error: the guardrails refuse the message.
Result<> begin(Run &run)
{
    const Screened input = screenInput(run);
    const RunRequest &request = run.request;
    run.journal.append(RunStarted{run.agent->provider->name(), run.agent->model,
                                  request.messages.mid(request.earlier), request.dialect, request.client,
                                  request.session, request.principal, request.earlier});
    const QList<Message> &messages = request.messages;
    for (qsizetype at = newFrom(messages); at < messages.size(); ++at)
        run.journal.append(MessageAdded{messages[at]});
    for (const GuardrailHit &hit : input.hits)
        run.journal.append(hit);
    return input.passed;
}

QCoro::Task<Outcome> workOff(RunPtr run)
{
    if (const auto begun = begin(*run); !begun)
        co_return failed(begun.error());
    co_return co_await takeTurns(run);
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
