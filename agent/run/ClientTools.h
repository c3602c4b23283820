// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Run.h"

/// Tools that a client brings along with a request. The model is offered them beside the agent's own; a run
/// in which one is called completes there, and the client carries the call out and asks again with the
/// result.
namespace agent {

/// All that the model is offered: the agent's tools, then the client's but those of the same name.
QList<ToolInfo> offeredTools(const Run &run);
std::optional<ToolInfo> offeredTool(const Run &run, const QString &name);

/// Whether a call is left to the client: its tool is the client's, its arguments are readable, and no
/// guardrail refuses them.
bool isForClient(const Run &run, const ToolCall &call);

/// The calls that a run has left to its client, in the model's order; none if it ended in another way.
QList<ToolCall> callsForClient(const QList<RunEvent> &events);

} // namespace agent
