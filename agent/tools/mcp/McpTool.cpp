// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/mcp/McpTool.h"

#include "agent/tools/LocalTool.h"
#include "agent/tools/mcp/Mapping.h"

namespace agent::mcp {

McpTool::McpTool(ToolInfo info, QString name, ClientPtr client)
    : m_info(std::move(info))
    , m_name(std::move(name))
    , m_client(std::move(client))
{
}

QCoro::Task<ToolResult> McpTool::call(QJsonObject arguments, CallContext context)
{
    const Result<CallResult> result = co_await m_client->call(m_name, arguments, context);
    if (!result)
        co_return toToolResult(tl::unexpected(result.error()));
    co_return toolResultOf(*result);
}

} // namespace agent::mcp
