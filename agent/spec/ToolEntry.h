// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/AgentSpec.h"

namespace agent {

/// A mapping in `tools:`, as it is written; the rules make a ToolSpec of it.
struct ToolEntry
{
    QString name;
    QString description;
    bool enabled = true;
    std::optional<QJsonObject> parameters;
    // Exactly one of these says what the tool is.
    std::optional<QString> toolbox;
    std::optional<HttpTool> http;
    std::optional<QString> agent;
    std::optional<CommandTool> command;

    static constexpr auto fields = std::tuple{
        json::field("name", &ToolEntry::name),       json::field("description", &ToolEntry::description),
        json::field("enabled", &ToolEntry::enabled), json::field("parameters", &ToolEntry::parameters),
        json::field("toolbox", &ToolEntry::toolbox), json::field("http", &ToolEntry::http),
        json::field("agent", &ToolEntry::agent),     json::field("command", &ToolEntry::command)};
};

} // namespace agent
