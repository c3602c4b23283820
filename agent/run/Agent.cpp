// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/Agent.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

QString strategyText(ReasoningStrategy strategy)
{
    switch (strategy) {
    case ReasoningStrategy::React:
        return u"Work in rounds: write down your thought, take one action with a tool, look at what came "
               u"back, and only "
               "then go on. Never act without a thought before it."_s;
    case ReasoningStrategy::Cot:
        return u"Reason step by step and in full before you act or answer."_s;
    case ReasoningStrategy::PlanThenAct:
        return u"First write a numbered plan. Then carry it out step by step, and revise it when a step fails."_s;
    }
    Q_UNREACHABLE();
}

} // namespace

QList<ToolInfo> Agent::toolInfos() const
{
    QList<ToolInfo> infos;
    for (const auto &tool : tools)
        infos.append(tool->info());
    return infos;
}

ToolPtr Agent::tool(const QString &name) const
{
    const auto found = std::ranges::find_if(tools, [&](const auto &t) { return t->info().name == name; });
    return found == tools.end() ? nullptr : *found;
}

QString Agent::instructions() const
{
    const QString base = spec.systemPrompt.isEmpty()
        ? u"You are a helpful assistant. Use the tools you are given wherever they know better than you, and "
          u"never make "
          "up what a tool would say."_s
        : spec.systemPrompt;
    return spec.reasoningStrategy ? base + u"\n\n"_s + strategyText(*spec.reasoningStrategy) : base;
}

Task<AgentPtr> makeAgent(AgentSpec spec, QString folder, Surroundings surroundings)
{
    ToolEnvironment toolEnvironment;
    toolEnvironment.folder = folder;
    toolEnvironment.environment = surroundings.environment;
    toolEnvironment.mayReachPrivateNetwork = surroundings.mayReachPrivateNetwork;
    Result<QList<ToolPtr>> tools = ToolFactory(toolEnvironment).make(spec.tools);
    if (!tools)
        co_return tl::unexpected(tools.error());
    const Result<ProviderChoice> choice = co_await chooseProvider(spec, surroundings.environment);
    if (!choice)
        co_return tl::unexpected(choice.error());
    Result<QList<ProviderChoice>> fallbacks = co_await chooseFallbacks(spec, surroundings.environment);
    if (!fallbacks)
        co_return tl::unexpected(fallbacks.error());
    const auto made = std::make_shared<Agent>();
    made->spec = std::move(spec);
    made->provider = choice->provider;
    made->model = choice->model;
    made->providerReason = choice->reason;
    made->fallbacks = *std::move(fallbacks);
    made->tools = std::move(*tools);
    co_return AgentPtr(made);
}

} // namespace agent
