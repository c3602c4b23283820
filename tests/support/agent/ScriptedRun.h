// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Runs.h"
#include "tests/support/agent/ScriptedProvider.h"

/// What tests of whole runs have in common.
namespace testing {

/// An agent named "tester" with this model, who tries again at once.
std::shared_ptr<agent::Agent> scriptedAgent(const std::shared_ptr<ScriptedProvider> &provider);

std::shared_ptr<ScriptedTool> addTool(agent::Agent &agent, const QString &name,
                                      ScriptedTool::Function function, std::chrono::milliseconds delay = {});

/// What a model says to have a tool called.
agent::ToolCall wants(const QString &id, const QString &tool, const QJsonObject &arguments = {});

/// The run once it has ended; ends the program if it does not.
agent::RunPtr ended(const agent::RunPtr &run);
/// The run of this conversation, once it has ended.
agent::RunPtr finishedRun(const agent::AgentPtr &agent, const QList<agent::Message> &messages);
agent::RunPtr finishedRun(const agent::AgentPtr &agent, const QString &prompt = QStringLiteral("hello"));

/// Of a run that has ended.
agent::RunFinished endOf(const agent::RunPtr &run);

/// The names of its events so far; pieces of one text are one.
QStringList story(const agent::RunPtr &run);

/// The events of one type, in order.
template<class Event>
QList<Event> all(const agent::RunPtr &run)
{
    QList<Event> found;
    for (const agent::RunEvent &event : run->journal.events()) {
        if (const auto *body = std::get_if<Event>(&event.body))
            found.append(*body);
    }
    return found;
}

} // namespace testing
