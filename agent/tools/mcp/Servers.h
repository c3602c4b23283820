// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/ToolFactory.h"
#include "agent/tools/mcp/McpTool.h"
#include "agent/tools/mcp/Wire.h"
#include "agent/values/McpSpec.h"

#include <vector>

namespace agent::mcp {

/// All that makes a server what it is: two that are equal in it can be one.
struct Launch
{
    QString name;
    McpSpec spec;            ///< Its variables filled in.
    QString folder;          ///< The agent file's.
    Environment environment; ///< All that a program sees.

    bool operator==(const Launch &) const = default;
};

/// How a server that an agent names fares.
struct ServerState
{
    QString name;
    std::optional<Error> trouble = {}; ///< Why its tools are missing; empty: they are there.

    bool operator==(const ServerState &) const = default;
};

/// All that a server has, whether or not the file lets the model see it.
struct Inventory
{
    struct OwnTool
    {
        QString name;  ///< The server's.
        ToolInfo info; ///< As the agent has it.
    };

    QString title; ///< What it calls itself; may be empty.
    QList<OwnTool> tools;
    QList<ListedResource> resources;
    QList<ListedPrompt> prompts;
};

/// The trouble of the first of them that has any.
std::optional<Error> troubleIn(const QList<ServerState> &servers);

/// What the servers of an agent offer it.
struct Offered
{
    QList<ToolPtr> tools;       ///< In the order of the servers' names, then their own.
    QList<ServerState> servers; ///< By name; those that are disabled are not among them.
};

/// The MCP servers in use. Each lives as long as an agent has tools of it; agents made one after another, as
/// a file is edited, share those that are written as before. Use it on the server thread.
class Servers
{
public:
    /// Told what a server says beside the protocol, without secrets, one line at a time.
    using Log = std::function<void(const QString &server, const QString &line)>;

    explicit Servers(Log log = {});

    /// `changed` is called when a server may have other tools: tools() tells which. Replaces the one before.
    void whenChanged(const std::function<void()> &changed) { *m_changed = changed; }

    /// Starts or calls these servers, all at the same time, and gives their tools; the errors of Client are
    /// the trouble of the server they are about. `folder` is the agent file's; `environment` fills in ${VAR}.
    /// This object must live until the task is done. Errors: InvalidInput (a variable that is not set, a
    /// header that cannot be sent, a tool that the server has not). `where` is the server's entry, of a
    /// trouble too.
    Task<Offered> tools(QMap<QString, McpSpec> specs, QString folder, Environment environment);

    /// Starts or calls one of them, even a disabled one, and asks what it has. One that no agent uses is
    /// ended after that. Errors: those of Client, and InvalidInput as above.
    Task<Inventory> inventory(QString name, McpSpec spec, QString folder, Environment environment);

private:
    struct Known
    {
        Launch launch;
        std::weak_ptr<Client> client;
    };

    Task<ClientPtr> reach(QString name, McpSpec spec, QString folder, Environment environment);
    ClientPtr known(const Launch &launch);
    NoteSink noteSink(const QString &server, const Redactor &redactor) const;

    Log m_log;
    std::shared_ptr<std::function<void()>> m_changed = std::make_shared<std::function<void()>>();
    std::vector<Known> m_known;
};

} // namespace agent::mcp
