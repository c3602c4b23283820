// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/ClientTools.h"

#include "agent/run/Guardrails.h"

#include <algorithm>

namespace agent {

QList<ToolInfo> offeredTools(const Run &run)
{
    QList<ToolInfo> offered = run.agent->toolInfos();
    for (const ToolInfo &tool : run.request.wishes.tools) {
        if (!run.agent->toolInfo(tool.name))
            offered.append(tool);
    }
    return offered;
}

std::optional<ToolInfo> offeredTool(const Run &run, const QString &name)
{
    const QList<ToolInfo> offered = offeredTools(run);
    const auto found = std::ranges::find(offered, name, &ToolInfo::name);
    return found == offered.end() ? std::nullopt : std::optional(*found);
}

bool isForClient(const Run &run, const ToolCall &call)
{
    const bool isTheirs = !run.agent->toolInfo(call.name)
        && std::ranges::find(run.request.wishes.tools, call.name, &ToolInfo::name)
            != run.request.wishes.tools.end();
    return isTheirs && !call.unreadable && !refusalOf(run, call);
}

QList<ToolCall> callsForClient(const QList<RunEvent> &events)
{
    QList<ToolCall> open;
    for (const RunEvent &event : events) {
        const auto *added = std::get_if<MessageAdded>(&event.body);
        if (!added)
            continue;
        if (added->message.role == Role::Tool)
            open.removeIf([added](const ToolCall &call) { return call.id == added->message.toolCallId; });
        else
            open = added->message.toolCalls;
    }
    const auto *finished = std::get_if<RunFinished>(&events.constLast().body);
    return finished && finished->status == RunStatus::Completed ? open : QList<ToolCall>();
}

} // namespace agent
