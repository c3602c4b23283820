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

HeldRun heldRun(const Run &run)
{
    const QString startedAt = run.journal.events().constFirst().at.toString(Qt::ISODateWithMs);
    HeldRun held{run.id,    run.agent->spec.name, run.request.messages.constLast().text,
                 startedAt, stateOf(run),         {}};
    for (const ApprovalAsked &asked : run.control().waiting())
        held.waiting.append(waitingCall(run, asked));
    if (const auto &limit = run.control().limit())
        held.limit = HitLimit{limit->limit, limit->value, limit->cap};
    return held;
}

} // namespace server::native
