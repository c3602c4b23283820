// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/Colleague.h"

#include "agent/run/Limits.h"
#include "agent/run/Runs.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

QJsonObject oneText(const QString &name, const QString &meaning)
{
    const QJsonObject text{{u"type"_s, u"string"_s}, {u"description"_s, meaning}};
    return {{u"type"_s, u"object"_s},
            {u"properties"_s, QJsonObject{{name, text}}},
            {u"required"_s, QJsonArray{name}}};
}

Colleague asked(const ToolSpec &tool, const QString &agent, const QString &what)
{
    const QString usual = u"Asks the agent %1, which sees nothing but the message. %2"_s.arg(agent, what);
    const QJsonObject parameters = oneText(u"message"_s, u"All that it has to know."_s);
    const QString description = tool.description.isEmpty() ? usual.trimmed() : tool.description;
    return {{tool.name, description, parameters, u"agent"_s, SideEffect::None}, agent, false};
}

Colleague successor(const QString &agent, const QString &what)
{
    const QString description =
        u"Lets the agent %1 go on with this conversation in your place. %2"_s.arg(agent, what);
    const QJsonObject parameters = oneText(u"reason"_s, u"Why, in one sentence."_s);
    return {
        {handOverTool(agent), description.trimmed(), parameters, u"agent"_s, SideEffect::None}, agent, true};
}

ToolResult handOver(Run &run, const QString &agent, const QString &reason)
{
    if (run.successor)
        return {ToolOutcome::Error, u"The agent %1 goes on already."_s.arg(run.successor->to)};
    run.successor = HandedOver{agent, reason};
    return {ToolOutcome::Ok, u"The agent %1 goes on from here."_s.arg(agent)};
}

template<class T>
std::optional<T> lower(const std::optional<T> &one, const std::optional<T> &other)
{
    if (one && other)
        return std::min(*one, *other);
    return one ? one : other;
}

/// What another file allows its agent, as far as it is left.
BudgetSpec stricter(BudgetSpec own, const BudgetSpec &left)
{
    own.maxTotalTokens = lower(own.maxTotalTokens, left.maxTotalTokens);
    own.maxCostUsd = lower(own.maxCostUsd, left.maxCostUsd);
    return own;
}

/// The agent as it is asked: with no more to spend than the run that asks has left, and to answer by itself.
/// Could it hand over, it might be to one that asks it again, and so without end.
AgentPtr asAsked(const Run &run, const AgentPtr &agent)
{
    const Spent spent = spentBy(run.journal);
    const auto asked = std::make_shared<Agent>(*agent);
    asked->colleagues.removeIf([](const Colleague &colleague) { return colleague.handsOver; });
    BudgetSpec left = budgetOf(run);
    if (left.maxTotalTokens)
        *left.maxTotalTokens = std::max<qint64>(0, *left.maxTotalTokens - spent.usage.totalTokens());
    if (left.maxCostUsd)
        *left.maxCostUsd = std::max(0.0, *left.maxCostUsd - spent.costUsd.value_or(0));
    asked->spec.budget = agent->isOfAnotherFile ? stricter(agent->spec.budget, left) : left;
    return asked;
}

ToolResult resultOf(const Run &inner)
{
    const auto &end = std::get<RunFinished>(inner.journal.events().constLast().body);
    ToolResult result{ToolOutcome::Ok, end.text, end.usage, end.costUsd};
    if (end.status == RunStatus::Completed)
        return result;
    result.outcome = end.status == RunStatus::Cancelled ? ToolOutcome::Cancelled : ToolOutcome::Error;
    if (end.error)
        result.text = u"The agent %1 failed: %2"_s.arg(inner.agent->spec.name, end.error->message);
    return result;
}

QCoro::Task<ToolResult> ask(RunPtr run, QString agent, QString message)
{
    RunRequest request = run->request;
    request.messages = {Message{Role::User, message, {}, {}}};
    request.waitsAtLimits = false; // they are what is left of this run's, which waits itself
    const RunPtr inner = run->runs->start(asAsked(*run, run->agentNamed(agent)), request, run);
    const auto stopInner = [inner] { inner->stop.request_stop(); };
    const std::stop_callback stopped(run->stop.get_token(), stopInner);
    if (!inner->journal.isFinished()) {
        Wake wake;
        wake.on(&inner->journal, &Journal::finished);
        co_await wake.wait();
    }
    co_return resultOf(*inner);
}

} // namespace

QList<Colleague> colleagues(const AgentSpec &agent, const QMap<QString, QString> &descriptions)
{
    QList<Colleague> list;
    for (const ToolSpec &tool : agent.tools) {
        if (const auto *kind = std::get_if<AgentTool>(&tool.kind); kind && tool.enabled)
            list.append(asked(tool, kind->agent, descriptions.value(kind->agent)));
    }
    for (const QString &name : agent.handOverTo)
        list.append(successor(name, descriptions.value(name)));
    return list;
}

QCoro::Task<ToolResult> reach(RunPtr run, Colleague colleague, QJsonObject arguments)
{
    if (colleague.handsOver)
        co_return handOver(*run, colleague.agent, arguments.value(u"reason").toString());
    co_return co_await ask(run, colleague.agent, arguments.value(u"message").toString());
}

} // namespace agent
