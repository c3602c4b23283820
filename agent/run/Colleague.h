// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/Tool.h"
#include "agent/values/AgentSpec.h"

namespace agent {

struct Run;

/// How an agent reaches another one, of its file or of another: what looks like a tool to its model asks that
/// agent, or has it go on in its place.
struct Colleague
{
    ToolInfo info;
    QString agent; ///< Key in `agents`, mainAgent(), or the name of another agent file.
    bool handsOver = false;
};

/// Those of one agent, in the order of the file. `descriptions` is what they say of themselves, by name.
QList<Colleague> colleagues(const AgentSpec &agent, const QMap<QString, QString> &descriptions);

/// Asks the colleague in a run of its own, which counts in this one's budget and ends with it; or notes that
/// it is to go on from the next turn.
QCoro::Task<ToolResult> reach(std::shared_ptr<Run> run, Colleague colleague, QJsonObject arguments);

} // namespace agent
