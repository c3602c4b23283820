// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"
#include "agent/values/HeaderMap.h"

#include <array>
#include <optional>

namespace agent {

/// How an MCP server is reached; other programs write it down, here it follows from `command` and `url`.
enum class McpKind { Stdio, Http };

constexpr auto names(McpKind)
{
    return std::array{json::Name{McpKind::Stdio, "stdio"}, json::Name{McpKind::Http, "http"},
                      json::Name{McpKind::Http, "streamable-http"}};
}

/// One entry of `mcp_servers:`, a server of tools that others wrote (modelcontextprotocol.io): a program that
/// is started and talked to over its standard input and output, or an address.
struct McpSpec
{
    std::optional<McpKind> type;
    std::optional<QString> command; ///< A program: a path, or a name that is looked for in PATH.
    QStringList args;
    QMap<QString, QString> env;              ///< What it sees beside PATH, HOME and LANG; ${VAR} as written.
    QString cwd;                             ///< Seen from the agent file's folder, which it is when empty.
    std::optional<QString> url;              ///< http or https.
    HeaderMap headers;                       ///< Sent with every request; ${VAR} as written.
    std::optional<QList<QString>> toolNames; ///< Those that are offered; absent: all it has.
    double timeout = 60;                     ///< Seconds for each answer, while it starts too.
    bool disabled = false;                   ///< It is not started.

    bool operator==(const McpSpec &) const = default;
    static constexpr auto fields =
        std::tuple{json::field("type", &McpSpec::type),       json::field("command", &McpSpec::command),
                   json::field("args", &McpSpec::args),       json::field("env", &McpSpec::env),
                   json::field("cwd", &McpSpec::cwd),         json::field("url", &McpSpec::url),
                   json::field("headers", &McpSpec::headers), json::field("tools", &McpSpec::toolNames),
                   json::field("timeout", &McpSpec::timeout), json::field("disabled", &McpSpec::disabled)};
};

/// What the model calls a server's tool: this, and the tool's own name.
inline QString mcpToolPrefix(const QString &server)
{
    return server + QStringLiteral("__");
}

} // namespace agent
