// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/store/CutOff.h"

using namespace Qt::StringLiterals;

namespace agent {
namespace {

const QString toolSentence =
    u"The program ended while this tool ran. Whether it has done its work is not known."_s;
const QString runSentence = u"The program ended before the run was done. What it had done so far is kept; "
                            "nothing of it was repeated."_s;

/// What was begun and has no end.
struct Open
{
    QStringList tools; ///< ToolCall::id of those that run …
    QMap<QString, QString> toolNames;
    QList<ApprovalAsked> approvals;
    Usage usage;
    std::optional<double> costUsd = 0.0;

    void take(const ToolCalled &event) { toolNames.insert(event.call.id, event.call.name); }
    void take(const ToolStarted &event) { tools.append(event.call); }
    void take(const ToolFinished &event)
    {
        tools.removeAll(event.call);
        if (event.usage)
            add(event.usage, event.costUsd);
    }
    void take(const ApprovalAsked &event) { approvals.append(event); }
    void take(const ApprovalGiven &event)
    {
        approvals.removeIf([&event](const ApprovalAsked &asked) { return asked.approval == event.approval; });
    }
    void take(const ModelReplied &event) { add(event.usage, event.costUsd); }
    template<class Other>
    void take(const Other &)
    {
    }

    void add(const std::optional<Usage> &further, const std::optional<double> &cost)
    {
        usage += further.value_or(Usage());
        costUsd = costUsd && cost ? std::optional(*costUsd + *cost) : std::nullopt;
    }
};

} // namespace

QList<RunEvent> endOfCutOff(const QList<RunEvent> &events, const QDateTime &now)
{
    Open open;
    for (const RunEvent &event : events)
        std::visit([&open](const auto &body) { open.take(body); }, event.body);
    RunEvent next = events.constLast();
    next.at = now;
    QList<RunEvent> end;
    const auto append = [&next, &end](const RunEventBody &body) {
        ++next.seq;
        next.body = body;
        end.append(next);
    };
    for (const ApprovalAsked &asked : open.approvals)
        append(ApprovalGiven{asked.approval, asked.call.id, Decision::Cancelled});
    for (const QString &tool : open.tools)
        append(
            ToolFinished{tool, open.toolNames.value(tool), ToolOutcome::Unknown, toolSentence, {}, {}, {}});
    append(Suspended{SuspendReason::Shutdown});
    const milliseconds duration(events.constFirst().at.msecsTo(events.constLast().at));
    append(RunFinished{RunStatus::Failed,
                       {},
                       Error{ErrorKind::Unavailable, runSentence, {}},
                       next.turn,
                       open.usage,
                       open.costUsd,
                       duration});
    return end;
}

} // namespace agent
