// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/agent/ScriptedRun.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace agent;

namespace testing {

std::shared_ptr<Agent> scriptedAgent(const std::shared_ptr<ScriptedProvider> &provider)
{
    const auto made = std::make_shared<Agent>();
    made->spec.name = u"tester"_s;
    made->spec.retry.backoffSeconds = 0.001;
    made->spec.retry.rateLimitCooldownSeconds = 0;
    made->provider = provider;
    made->model = u"scripted-1"_s;
    return made;
}

std::shared_ptr<ScriptedTool> addTool(Agent &agent, const QString &name, ScriptedTool::Function function,
                                      std::chrono::milliseconds delay)
{
    const auto tool = std::make_shared<ScriptedTool>(name, std::move(function), delay);
    agent.tools.append(tool);
    return tool;
}

ToolCall wants(const QString &id, const QString &tool, const QJsonObject &arguments)
{
    return {id, tool, arguments, {}};
}

RunPtr ended(const RunPtr &run)
{
    if (!QTest::qWaitFor([&run] { return run->journal.isFinished(); }))
        qFatal("the run did not end");
    return run;
}

RunPtr finishedRun(const AgentPtr &agent, const QList<Message> &messages)
{
    Runs runs;
    return ended(runs.start(agent, {messages, u"test"_s, {}}));
}

RunPtr finishedRun(const AgentPtr &agent, const QString &prompt)
{
    return finishedRun(agent, {Message{Role::User, prompt, {}, {}}});
}

RunFinished endOf(const RunPtr &run)
{
    return std::get<RunFinished>(run->journal.events().constLast().body);
}

QStringList story(const RunPtr &run)
{
    QStringList words;
    for (const RunEvent &event : run->journal.events()) {
        const QString word = eventName(event.body);
        if (words.isEmpty() || words.constLast() != word || word != u"text_delta")
            words.append(word);
    }
    return words;
}

} // namespace testing
