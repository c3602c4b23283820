// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/native/RunWire.h"

using namespace agent;

namespace server::native {
namespace {

RunState stateOf(const Run &run)
{
    if (run.control().isInterrupted())
        return RunState::Interrupted;
    const bool isWaiting = !run.control().waiting().isEmpty() || run.control().limit();
    return isWaiting ? RunState::Waiting : RunState::Running;
}

RunState stateOf(const StoredRun &run)
{
    if (!run.isFinished())
        return RunState::Running;
    switch (run.status) {
    case RunStatus::Completed:
        return RunState::Completed;
    case RunStatus::Failed:
        return RunState::Failed;
    case RunStatus::Cancelled:
        return RunState::Cancelled;
    case RunStatus::Limited:
        return RunState::Limited;
    }
    Q_UNREACHABLE();
}

/// When the call was put to people.
QDateTime askedAt(const Run &run, const ApprovalAsked &asked)
{
    for (const RunEvent &event : run.journal.events()) {
        const auto *question = std::get_if<ApprovalAsked>(&event.body);
        if (question && question->approval == asked.approval)
            return event.at;
    }
    Q_UNREACHABLE();
}

WaitingCall waitingCall(const Run &run, const ApprovalAsked &asked)
{
    WaitingCall call{asked.approval, asked.call.name, asked.call.arguments, asked.reason, {}};
    if (asked.seconds) {
        const QDateTime end = askedAt(run, asked).addMSecs(qRound64(*asked.seconds * 1000));
        call.expiresAt = end.toString(Qt::ISODateWithMs);
    }
    return call;
}

} // namespace

ShownRun shownRun(const StoredRun &run)
{
    const std::optional<QString> session = run.session.isEmpty() ? std::nullopt : std::optional(run.session);
    ShownRun shown{run.id,      run.agent, session, run.prompt, run.started.toString(Qt::ISODateWithMs),
                   stateOf(run)};
    if (run.isFinished()) {
        shown.finishedAt = run.finished.toString(Qt::ISODateWithMs);
        shown.tokens = run.tokens;
        shown.costUsd = run.costUsd;
    }
    return shown;
}

ShownRun shownRun(const Run &run)
{
    StoredRun begun;
    begun.take(run.journal.events().constFirst());
    ShownRun shown = shownRun(begun);
    shown.agent = run.agent->spec.name;
    shown.state = stateOf(run);
    for (const ApprovalAsked &asked : run.control().waiting())
        shown.waiting.append(waitingCall(run, asked));
    if (const auto &limit = run.control().limit())
        shown.limit = HitLimit{limit->limit, limit->value, limit->cap};
    return shown;
}

ShownRun shownRun(const QList<RunEvent> &events)
{
    StoredRun stored;
    for (const RunEvent &event : events)
        stored.take(event);
    ShownRun shown = shownRun(stored);
    if (!stored.isFinished())
        return shown;
    const Result<RunAnswer> answer = answerOf(events);
    if (answer)
        shown.result = *answer;
    else
        shown.error = RunFault{answer.error().message, answer.error().kind};
    return shown;
}

} // namespace server::native
