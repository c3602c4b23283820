// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/Tool.h"
#include "agent/tools/mcp/Client.h"

namespace agent::mcp {

using ClientPtr = std::shared_ptr<Client>;

/// A tool of an MCP server. Keeps the server for as long as it lives.
class McpTool : public Tool
{
public:
    /// `name` is the server's own for it.
    McpTool(ToolInfo info, QString name, ClientPtr client);

    const ToolInfo &info() const override { return m_info; }
    QCoro::Task<ToolResult> call(QJsonObject arguments, CallContext context) override;

private:
    ToolInfo m_info;
    QString m_name;
    ClientPtr m_client;
};

} // namespace agent::mcp
