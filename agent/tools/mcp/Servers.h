// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/ToolFactory.h"
#include "agent/tools/mcp/McpTool.h"
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

/// The MCP servers in use. Each lives as long as an agent has tools of it; agents made one after another, as
/// a file is edited, share those that are written as before. Use it on the server thread.
class Servers
{
public:
    /// Told what a server says beside the protocol, without secrets, one line at a time.
    using Log = std::function<void(const QString &server, const QString &line)>;

    explicit Servers(Log log = {});

    /// Starts or calls these servers, all at the same time, and gives their tools, in the order of the
    /// servers' names and then their own. `folder` is the agent file's; `environment` fills in ${VAR}. This
    /// object must live until the task is done. Errors: those of Client, and InvalidInput (a variable that is
    /// not set, a header that cannot be sent, a tool that the server has not); `where` is the server's entry.
    Task<QList<ToolPtr>> tools(QMap<QString, McpSpec> specs, QString folder, Environment environment);

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
    std::vector<Known> m_known;
};

} // namespace agent::mcp
