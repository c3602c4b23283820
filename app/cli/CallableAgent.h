// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Agent.h"
#include "agent/spec/SpecDocument.h"
#include "app/common/AgentSource.h"

#include <functional>

/// What the commands share that call tools without a model.
namespace app {

/// An agent file that can be used.
struct UsableAgent
{
    agent::SpecDocument document;
    agent::AgentSpec spec;
};
/// The agent file a person named, if it can be used; else its faults are printed.
std::optional<UsableAgent> usableAgent(const AgentSource &source);

/// Makes the agent's tools, or those of these names, as agent::makeToolsOf() does; null when that fails,
/// which is then printed.
QCoro::Task<agent::AgentPtr> callableAgent(AgentSource source, UsableAgent usable, QStringList tools = {});

/// An error as a line: where its `where` is a place of the agent file, behind that place.
QString placed(const agent::Error &error, const agent::SpecDocument &document, const QString &path);

/// Runs the event loop until the work is done, which gives the exit status.
int workOff(const std::function<QCoro::Task<int>()> &work);

} // namespace app
