// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/cassette/Recording.h"
#include "agent/cassette/Replay.h"
#include "agent/providers/Choice.h"
#include "agent/run/Colleague.h"
#include "agent/run/Consents.h"
#include "agent/run/GuardrailRule.h"
#include "agent/tools/ToolFactory.h"
#include "agent/tools/mcp/Servers.h"
#include "agent/usage/UsageLedger.h"
#include "agent/values/AgentSpec.h"
#include "agent/values/Price.h"

#include <memory>

namespace agent {

/// An agent that is ready to run: its spec, and everything the spec names, made. Never changed once made; a
/// run keeps the one it began with.
struct Agent
{
    AgentSpec spec;
    std::shared_ptr<Provider> provider;
    QString model;                         ///< The effective one.
    QString providerReason;                ///< One sentence: why this provider.
    QList<ProviderChoice> fallbacks;       ///< Who answers when it has failed, in this order.
    std::optional<ProviderChoice> auditor; ///< Who checks tool calls; see Coherence.h.
    QList<GuardrailRule> guardrails;       ///< Those of the spec.
    QList<ToolPtr> tools;                  ///< The enabled ones in the file's order, then MCP's.
    QList<mcp::ServerState> servers;       ///< Where those come from; who is in trouble has none of them.
    PriceTable prices;                     ///< What its models cost.
    std::shared_ptr<UsageLedger> usage;    ///< Keeps account of its runs; may be null.
    QList<Colleague> colleagues;           ///< Other agents of the file that it can reach.
    std::shared_ptr<Consents> consents = std::make_shared<Consents>(); ///< Shared by all agents of the file.
    /// All others that can be reached, by their name in the file; the one the file describes knows them.
    QMap<QString, std::shared_ptr<const Agent>> team;
    bool isOfAnotherFile = false;             ///< Asked by an agent whose file names the file of this one.
    std::shared_ptr<mcp::Servers> ownServers; ///< Then: what keeps its MCP servers running.
    QStringList files;                        ///< Other agent files it is made from; absolute paths.

    /// What the model is offered: tools, then colleagues.
    QList<ToolInfo> toolInfos() const;
    std::optional<ToolInfo> toolInfo(const QString &name) const;
    std::optional<Colleague> colleague(const QString &name) const;
    /// Null when there is no such tool. The agent keeps it alive.
    ToolPtr tool(const QString &name) const;
    /// What the model is told before the conversation: the system prompt or a default, and the strategy.
    QString instructions() const;
};

using AgentPtr = std::shared_ptr<const Agent>;

/// Whether agents are recorded, replayed or neither.
using CassetteInUse = std::variant<std::monostate, std::shared_ptr<Recording>, std::shared_ptr<Replay>>;

/// What agents take from the world around them.
struct Surroundings
{
    Environment environment;             ///< Resolves ${VAR}.
    bool mayReachPrivateNetwork = false; ///< Lets tools fetch loopback and private addresses a model chose.
    CassetteInUse cassette{};            ///< Shared by all agents made with it, one after another.
    PriceTable prices = PriceTable::builtIn();
    std::shared_ptr<UsageLedger> usage = {}; ///< Keeps account of all runs; may be null.
    Environment keys{}; ///< Given by a person for providers alone; what `environment` sets counts more.
    std::shared_ptr<mcp::Servers> servers = std::make_shared<mcp::Servers>(); ///< Shared likewise.
    QStringList askingFiles{}; ///< The agent files that led here, each asking the next; canonical paths.
};

/// Who is to answer for a spec: the provider of the agent file, then its fallbacks; no cassette is asked.
/// Errors: those of loadScript() and chooseProvider().
Task<QList<ProviderChoice>> chooseAnswerers(AgentSpec spec, QString folder, Surroundings surroundings);

/// Makes an agent from a spec: reads the script it names, chooses the providers (which may ask a local
/// Ollama), makes the tools, and starts or calls the MCP servers; one that is in trouble is left out, except
/// while a cassette is recorded. `folder` is what file tools may read, and where the script lies. Errors:
/// those of the tools' factory, mcp::Servers, loadScript(), chooseProvider() Recording::around(),
/// readAskedFiles() and makeFileAgents().
Task<AgentPtr> makeAgent(AgentSpec spec, QString folder, Surroundings surroundings);

/// Makes an agent that cannot answer, whose tools are called alone (see SoleCall.h): its `provider` is null,
/// so that neither a key nor a model server is needed. With `wanted` it has those of these names, and MCP
/// servers are started only if one is theirs; where the file knows no tool of a name, it has all of the
/// file's. Errors: those of the tools' factory, mcp::Servers (a trouble too) and readAskedFiles().
Task<AgentPtr> makeToolsOf(AgentSpec spec, QString folder, Surroundings surroundings,
                           QStringList wanted = {});

} // namespace agent
