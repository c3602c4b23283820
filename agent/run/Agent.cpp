// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/Agent.h"

#include "agent/providers/scripted/ScriptFile.h"
#include "agent/run/Answerers.h"
#include "agent/run/FileAgents.h"

#include <QRegularExpression>

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

/// The script itself takes the place of the name of its file.
Result<> putScriptInPlace(AgentSpec &spec, const QString &folder)
{
    const QString *file = spec.script ? std::get_if<QString>(&spec.script->value) : nullptr;
    if (!file)
        return {};
    Result<Script> script = loadScript(folder + u'/' + *file);
    if (!script)
        return tl::unexpected(script.error());
    spec.script = ScriptSource{*std::move(script)};
    return {};
}

/// The same tools, recorded or replayed if that is asked for.
QList<ToolPtr> inCassette(QList<ToolPtr> tools, const Surroundings &surroundings)
{
    const auto around = [](const auto &cassette, const ToolPtr &tool) -> ToolPtr {
        if constexpr (std::is_same_v<std::decay_t<decltype(cassette)>, std::monostate>)
            return tool;
        else
            return cassette->around(tool);
    };
    for (ToolPtr &tool : tools)
        tool =
            std::visit([&](const auto &cassette) { return around(cassette, tool); }, surroundings.cassette);
    return tools;
}

Task<QList<ToolPtr>> makeTools(QList<ToolSpec> specs, QString folder, Surroundings surroundings)
{
    ToolEnvironment environment;
    environment.folder = folder;
    environment.environment = surroundings.environment;
    environment.mayReachPrivateNetwork = surroundings.mayReachPrivateNetwork;
    const ToolFactory factory(environment);
    const Result<QList<ToolPtr>> tools = co_await factory.make(specs);
    if (!tools)
        co_return tools;
    co_return inCassette(*tools, surroundings);
}

/// A Python file brings names that nobody could check before.
Result<> checkNames(const QList<ToolInfo> &infos)
{
    QHash<QString, QString> kinds;
    for (const ToolInfo &info : infos) {
        if (kinds.contains(info.name))
            return fail(
                ErrorKind::Conflict,
                u"there are two tools named \"%1\", one of the kind \"%2\" and one of the kind \"%3\""_s.arg(
                    info.name, kinds.value(info.name), info.kind),
                u"/tools"_s);
        kinds.insert(info.name, info.kind);
    }
    return {};
}

/// The tools of MCP servers. A replay of tools needs no server.
Task<mcp::Offered> makeOffered(AgentSpec spec, QString folder, Surroundings surroundings)
{
    if (const auto *replay = std::get_if<std::shared_ptr<Replay>>(&surroundings.cassette)) {
        if (const auto recorded = (*replay)->offered(spec.mcpServers)) {
            const mcp::Offered offered{*recorded, {}};
            co_return offered;
        }
    }
    Result<mcp::Offered> offered =
        co_await surroundings.servers->tools(spec.mcpServers, folder, surroundings.environment);
    const auto *recording = std::get_if<std::shared_ptr<Recording>>(&surroundings.cassette);
    if (!offered)
        co_return offered;
    if (const auto trouble = mcp::troubleIn(offered->servers);
        trouble && recording) // it would lack these tools for ever
        co_return tl::unexpected(*trouble);
    QList<ToolInfo> infos;
    for (const ToolPtr &tool : std::as_const(offered->tools))
        infos.append(tool->info());
    if (const auto noted = recording ? (*recording)->offer(infos) : Result<>(); !noted)
        co_return tl::unexpected(noted.error());
    offered->tools = inCassette(offered->tools, surroundings);
    co_return offered;
}

/// What ${VAR} stands for, wherever the agent file may say it: these go to others and may come back.
QStringList secretsOf(const AgentSpec &spec, const Environment &environment)
{
    static const QRegularExpression variable(u"\\$\\{([A-Za-z_][A-Za-z0-9_]*)"_s);
    QStringList texts{spec.apiKey.value_or(QString()), spec.server.token.value_or(QString())};
    for (const FallbackSpec &fallback : spec.fallbacks)
        texts.append(fallback.apiKey.value_or(QString()));
    QList<ToolSpec> tools = spec.tools;
    for (const MemberSpec &member : spec.agents)
        tools += member.tools;
    for (const ToolSpec &tool : tools) {
        if (const auto *http = std::get_if<HttpTool>(&tool.kind))
            texts += http->headers.values();
        if (const auto *command = std::get_if<CommandTool>(&tool.kind))
            texts += command->env.values();
        if (const auto *python = std::get_if<PythonTool>(&tool.kind))
            texts += python->env.values();
    }
    for (const McpSpec &server : spec.mcpServers)
        texts += server.env.values();
    QStringList secrets = secretsIn(spec.headers, environment);
    for (const FallbackSpec &fallback : spec.fallbacks)
        secrets += secretsIn(fallback.headers, environment);
    for (const McpSpec &server : spec.mcpServers)
        secrets += secretsIn(server.headers, environment);
    constexpr qsizetype shortest = 6; // shorter ones are no secrets and would garble what is written
    for (auto it = variable.globalMatch(texts.join(u'\n')); it.hasNext();) {
        const QString value = environment.value(it.next().captured(1));
        if (value.size() >= shortest)
            secrets.append(value);
    }
    return secrets;
}

/// The choice, and in its reason that its key is none of the environment's.
ProviderChoice withOrigin(ProviderChoice choice, const Surroundings &surroundings)
{
    const bool isGiven = surroundings.environment.value(choice.keyVariable).isEmpty();
    if (!choice.keyVariable.isEmpty() && isGiven)
        choice.reason += u" Its key is the one you gave Slipway."_s;
    return choice;
}

/// Who answers, recorded or replayed if that is asked for.
Task<QList<ProviderChoice>> makeAnswerers(AgentSpec spec, QString folder, Surroundings surroundings)
{
    if (const auto *replay = std::get_if<std::shared_ptr<Replay>>(&surroundings.cassette))
        co_return (*replay)->answerers(spec);
    const Result<QList<ProviderChoice>> all = co_await chooseAnswerers(spec, folder, surroundings);
    const auto *recording = std::get_if<std::shared_ptr<Recording>>(&surroundings.cassette);
    if (!all || !recording)
        co_return all;
    const QStringList secrets = secretsOf(spec, withKeys(surroundings.environment, surroundings.keys));
    co_return (*recording)->around(spec.name, *all, secrets + surroundings.keys.values());
}

/// The last of them; the first where a cassette was recorded without it, which then says so.
ProviderChoice takeLast(QList<ProviderChoice> &answerers)
{
    return answerers.size() > 1 ? answerers.takeLast() : answerers.constFirst();
}

/// A further agent of the file as a spec of its own.
AgentSpec specOf(const QString &name, const MemberSpec &member, const AgentSpec &file)
{
    AgentSpec spec = file;
    spec.name = name;
    spec.description = member.description;
    spec.model = member.model;
    spec.temperature = member.temperature.value_or(file.temperature);
    spec.maxTokens = member.maxTokens.value_or(file.maxTokens);
    spec.maxIterations = member.maxIterations.value_or(file.maxIterations);
    spec.systemPrompt = member.systemPrompt;
    spec.reasoningStrategy = member.reasoningStrategy;
    spec.tools = member.tools;
    spec.handOverTo = member.handOverTo;
    spec.limits.seconds.reset(); // the run that it is asked in has its own
    return spec;
}

std::optional<ProviderChoice> takeAuditor(const CoherenceSpec &coherence, QList<ProviderChoice> &answerers)
{
    if (!coherence.enabled)
        return std::nullopt;
    ProviderChoice auditor = hasOwnAuditor(coherence) ? takeLast(answerers) : answerers.constFirst();
    auditor.model = coherence.model.value_or(auditor.model);
    return auditor;
}

/// By agent; those that have a provider of their own.
using OwnProviders = QHash<QString, ProviderChoice>;

OwnProviders takeOwnProviders(const QMap<QString, MemberSpec> &agents, QList<ProviderChoice> &answerers)
{
    OwnProviders own;
    for (auto it = agents.end(); it != agents.begin();) {
        --it;
        if (it->provider)
            own.insert(it.key(), takeLast(answerers));
    }
    return own;
}

/// Takes what is not wanted out of use.
void leaveOn(AgentSpec &spec, const QStringList &tools)
{
    QStringList others = tools; // that no entry of the file is named like
    for (const ToolSpec &tool : std::as_const(spec.tools))
        others.removeAll(tool.name);
    for (auto it = spec.mcpServers.begin(); it != spec.mcpServers.end(); ++it) {
        const auto isIts = [&it](const QString &name) { return name.startsWith(mcpToolPrefix(it.key())); };
        it->disabled = others.removeIf(isIts) == 0 || it->disabled;
    }
    for (ToolSpec &tool : spec.tools)
        tool.enabled = tool.enabled && (tools.contains(tool.name) || !others.isEmpty());
}

QList<GuardrailRule> guardrailsOf(const AgentSpec &spec)
{
    QList<GuardrailRule> rules;
    for (const GuardrailSpec &rule : spec.guardrails)
        rules.append(GuardrailRule(rule));
    return rules;
}

void useProvider(Agent &agent, const ProviderChoice &choice)
{
    agent.provider = choice.provider;
    agent.model = choice.model;
    agent.providerReason = choice.reason;
}

/// What the agents that can be reached from a file say of themselves, by name.
QMap<QString, QString> descriptionsIn(const AgentSpec &file, const AskedFiles &asked)
{
    QMap<QString, QString> descriptions{{mainAgent(), file.description}};
    for (auto it = file.agents.begin(); it != file.agents.end(); ++it)
        descriptions.insert(it.key(), it->description);
    for (auto it = asked.begin(); it != asked.end(); ++it)
        descriptions.insert(it.key(), it->spec.description);
    return descriptions;
}

/// Makes the other agents of the file; what they do not say is as with `head`.
Task<> addTeam(std::shared_ptr<Agent> head, OwnProviders own, QMap<QString, QString> descriptions,
               QString folder, Surroundings surroundings)
{
    const QMap<QString, MemberSpec> agents = head->spec.agents;
    for (auto it = agents.begin(); it != agents.end(); ++it) {
        const auto member = std::make_shared<Agent>(*head);
        member->team.clear();
        member->spec = specOf(it.key(), *it, head->spec);
        member->model = it->model.value_or(head->model);
        if (own.contains(it.key()))
            useProvider(*member, own.value(it.key()));
        member->colleagues = colleagues(member->spec, descriptions);
        const Result<QList<ToolPtr>> tools = co_await makeTools(member->spec.tools, folder, surroundings);
        if (!tools)
            co_return fail(tools.error().kind, tools.error().message,
                           json::pointer(u"/agents"_s, it.key()) + tools.error().where);
        member->tools = *tools;
        if (const auto distinct = checkNames(member->toolInfos()); !distinct)
            co_return fail(distinct.error().kind, distinct.error().message,
                           json::pointer(u"/agents"_s, it.key()) + distinct.error().where);
        head->team.insert(it.key(), member);
    }
    co_return Result<>();
}

} // namespace

QList<ToolInfo> Agent::toolInfos() const
{
    QList<ToolInfo> infos;
    for (const auto &tool : tools)
        infos.append(tool->info());
    for (const Colleague &colleague : colleagues)
        infos.append(colleague.info);
    return infos;
}

std::optional<ToolInfo> Agent::toolInfo(const QString &name) const
{
    const QList<ToolInfo> infos = toolInfos();
    const auto found = std::ranges::find(infos, name, &ToolInfo::name);
    return found == infos.end() ? std::nullopt : std::optional(*found);
}

std::optional<Colleague> Agent::colleague(const QString &name) const
{
    const auto isMeant = [&](const Colleague &colleague) { return colleague.info.name == name; };
    const auto found = std::ranges::find_if(colleagues, isMeant);
    return found == colleagues.end() ? std::nullopt : std::optional(*found);
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

Task<QList<ProviderChoice>> chooseAnswerers(AgentSpec spec, QString folder, Surroundings surroundings)
{
    if (const auto loaded = putScriptInPlace(spec, folder); !loaded)
        co_return tl::unexpected(loaded.error());
    const Environment environment = withKeys(surroundings.environment, surroundings.keys);
    const Result<ProviderChoice> choice = co_await chooseProvider(spec, environment);
    if (!choice)
        co_return tl::unexpected(choice.error());
    const Result<QList<ProviderChoice>> fallbacks = co_await chooseFallbacks(spec, environment);
    if (!fallbacks)
        co_return tl::unexpected(fallbacks.error());
    QList<ProviderChoice> all{withOrigin(*choice, surroundings)};
    for (const ProviderChoice &fallback : *fallbacks)
        all.append(withOrigin(fallback, surroundings));
    co_return all;
}

Task<AgentPtr> makeAgent(AgentSpec spec, QString folder, Surroundings surroundings)
{
    if (const auto loaded = putScriptInPlace(spec, folder); !loaded)
        co_return tl::unexpected(loaded.error());
    const Result<QList<ToolPtr>> tools = co_await makeTools(spec.tools, folder, surroundings);
    if (!tools)
        co_return tl::unexpected(tools.error());
    Result<QList<ProviderChoice>> answerers = co_await makeAnswerers(withOthers(spec), folder, surroundings);
    if (!answerers)
        co_return tl::unexpected(answerers.error());
    const Result<mcp::Offered> offered = co_await makeOffered(spec, folder, surroundings);
    if (!offered)
        co_return tl::unexpected(offered.error());
    const Result<AskedFiles> asked = readAskedFiles(spec, folder, surroundings);
    if (!asked)
        co_return tl::unexpected(asked.error());
    const Result<QMap<QString, AgentPtr>> others = co_await makeFileAgents(*asked, surroundings);
    if (!others)
        co_return tl::unexpected(others.error());
    const auto made = std::make_shared<Agent>();
    made->auditor = takeAuditor(spec.coherence, *answerers);
    const OwnProviders own = takeOwnProviders(spec.agents, *answerers);
    made->spec = std::move(spec);
    useProvider(*made, answerers->constFirst());
    made->fallbacks = answerers->mid(1);
    made->tools = *tools + offered->tools;
    made->servers = offered->servers;
    made->prices = surroundings.prices;
    made->usage = surroundings.usage;
    made->guardrails = guardrailsOf(made->spec);
    const QMap<QString, QString> descriptions = descriptionsIn(made->spec, *asked);
    made->colleagues = colleagues(made->spec, descriptions);
    if (const auto distinct = checkNames(made->toolInfos()); !distinct)
        co_return tl::unexpected(distinct.error());
    const Result<> joined = co_await addTeam(made, own, descriptions, folder, surroundings);
    if (!joined)
        co_return tl::unexpected(joined.error());
    made->team.insert(*others);
    for (const AgentPtr &other : *others)
        made->files += other->files;
    co_return AgentPtr(made);
}

Task<AgentPtr> makeToolsOf(AgentSpec spec, QString folder, Surroundings surroundings, QStringList wanted)
{
    const auto made = std::make_shared<Agent>();
    made->spec = spec;
    made->guardrails = guardrailsOf(spec);
    const Result<AskedFiles> asked = readAskedFiles(spec, folder, surroundings);
    if (!asked)
        co_return tl::unexpected(asked.error());
    made->colleagues = colleagues(spec, descriptionsIn(spec, *asked));
    if (!wanted.isEmpty())
        leaveOn(spec, wanted);
    const Result<QList<ToolPtr>> tools = co_await makeTools(spec.tools, folder, surroundings);
    if (!tools)
        co_return tl::unexpected(tools.error());
    const Result<mcp::Offered> offered = co_await makeOffered(spec, folder, surroundings);
    if (!offered)
        co_return tl::unexpected(offered.error());
    if (const auto trouble = mcp::troubleIn(offered->servers))
        co_return tl::unexpected(*trouble);
    made->tools = *tools + offered->tools;
    co_return AgentPtr(made);
}

} // namespace agent
