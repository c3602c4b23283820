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
    bool allowed = false;             ///< A person was to be asked, and wants the call.
};

/// What the agent file's `policy`, its `coherence` and a person say about a call of `tool`. Waits for the
/// person. What was denied once in a run is not asked again.
QCoro::Task<Permission> permission(RunPtr run, ToolCall call, ToolInfo tool, QJsonObject arguments);

/// Whether a person is there who may be asked.
bool canAsk(const Run &run);

/// Asks a person what a tool wants to know in the middle of `call`, as one is asked to allow a call: the
/// arguments that are asked about are what is to be given.
QCoro::Task<Reply> askPerson(RunPtr run, ToolCall call, ToolInfo tool, Question question,
                             std::stop_token stop);

/// What `policy` says about a call that no model asked for. `allowed`: a person did, for this very call.
/// Error: Denied; the sentence says what would allow it, and `where` is the place in the agent file that
/// forbids it.
Result<Permission> permissionAlone(const Agent &agent, const ToolCall &call, const ToolInfo &tool,
                                   bool allowed);

} // namespace agent
