// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Run.h"
#include "agent/tools/Tool.h"

namespace agent {

/// What is to be done about a tool call.
struct Permission
{
    QJsonObject arguments;            ///< To run the tool with.
    std::optional<ToolResult> result; ///< Stands in place of a call that is not made.
    bool mocked = false;              ///< `result` is the agent file's canned answer.
};

/// What the agent file's `policy`, its `coherence` and a person say about a call of `tool`. Waits for the
/// person. What was denied once in a run is not asked again.
QCoro::Task<Permission> permission(RunPtr run, ToolCall call, ToolInfo tool, QJsonObject arguments);

} // namespace agent
