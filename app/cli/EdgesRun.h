// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Agent.h"

#include <QCoro/QCoroTask>

namespace app {

/// Calls a tool with the edge cases of its schema (agent/spec/EdgeCases.h), one after another and without a
/// model, and prints how each went; or, with `asJson`, one JSON object. `typed` are arguments that fit, or
/// some of them; the others are made up. Gives the exit status: 0 the argument check refused exactly what
/// does not fit, whatever the tool made of the rest; 1 it did not, or was stopped; 2 `typed` do not fit.
QCoro::Task<int> runEdges(agent::AgentPtr agent, agent::ToolInfo tool, QJsonObject typed, bool asJson);

} // namespace app
