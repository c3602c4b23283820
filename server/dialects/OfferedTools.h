// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Agent.h"

namespace server {

/// Adds a tool that a client brings along to `tools`. InvalidInput, without a place: its name is none, is
/// there already or that of one of the agent's; its parameters are no schema of an object.
agent::Result<> offer(QList<agent::ToolInfo> &tools, agent::ToolInfo tool, const agent::Agent &agent);

/// What a model is told of tools it has to call: any of `tools`, or the one of that name.
QString mustCall(const QList<agent::ToolInfo> &tools, const QString &name = {});

} // namespace server
