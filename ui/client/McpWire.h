// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"
#include "agent/values/ToolInfo.h"

/// What the server says about MCP servers, as values; see ui/client/Wire.h.
namespace ui {

struct McpTool
{
    QString name; ///< The MCP server's own.
    QString call; ///< What the model calls it.
    QString description;
    agent::SideEffect effect = agent::SideEffect::None;

    bool operator==(const McpTool &) const = default;
    static constexpr auto fields =
        std::tuple{agent::json::required("name", &McpTool::name), agent::json::field("call", &McpTool::call),
                   agent::json::field("description", &McpTool::description),
                   agent::json::field("side_effect", &McpTool::effect)};
};

struct McpResource
{
    QString uri;
    QString name;
    QString description;

    bool operator==(const McpResource &) const = default;
    static constexpr auto fields = std::tuple{agent::json::required("uri", &McpResource::uri),
                                              agent::json::field("name", &McpResource::name),
                                              agent::json::field("description", &McpResource::description)};
};

struct McpPrompt
{
    QString name;
    QString description;

    bool operator==(const McpPrompt &) const = default;
    static constexpr auto fields = std::tuple{agent::json::required("name", &McpPrompt::name),
                                              agent::json::field("description", &McpPrompt::description)};
};

/// POST /control/mcp.
struct McpInventory
{
    QString title; ///< What the MCP server calls itself; may be empty.
    QList<McpTool> tools;
    QList<McpResource> resources;
    QList<McpPrompt> prompts;

    bool operator==(const McpInventory &) const = default;
    static constexpr auto fields = std::tuple{agent::json::field("title", &McpInventory::title),
                                              agent::json::required("tools", &McpInventory::tools),
                                              agent::json::field("resources", &McpInventory::resources),
                                              agent::json::field("prompts", &McpInventory::prompts)};
};

/// How an MCP server of the served agent fares.
struct McpState
{
    QString name;
    QString trouble; ///< Why its tools are missing; empty: they are there.

    bool operator==(const McpState &) const = default;
    static constexpr auto fields = std::tuple{agent::json::required("name", &McpState::name),
                                              agent::json::field("trouble", &McpState::trouble)};
};

} // namespace ui
