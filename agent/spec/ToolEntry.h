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
    std::optional<int> concurrency;
    bool pure = false;
    bool idempotent = false;
    // Exactly one of these says what the tool is; each has a row in ToolRules.cpp.
    std::optional<QString> toolbox;
    std::optional<HttpTool> http;
    std::optional<CommandTool> command;
    std::optional<PythonTool> python;
    std::optional<JavaScriptTool> javascript;
    std::optional<QList<MockAnswer>> mock;
    std::optional<QString> agent;

    static constexpr auto fields = std::tuple{json::field("name", &ToolEntry::name),
                                              json::field("description", &ToolEntry::description),
                                              json::field("enabled", &ToolEntry::enabled),
                                              json::field("parameters", &ToolEntry::parameters),
                                              json::field("concurrency", &ToolEntry::concurrency),
                                              json::field("pure", &ToolEntry::pure),
                                              json::field("idempotent", &ToolEntry::idempotent),
                                              json::field("toolbox", &ToolEntry::toolbox),
                                              json::field("http", &ToolEntry::http),
                                              json::field("command", &ToolEntry::command),
                                              json::field("python", &ToolEntry::python),
                                              json::field("javascript", &ToolEntry::javascript),
                                              json::field("mock", &ToolEntry::mock),
                                              json::field("agent", &ToolEntry::agent)};
};

/// The keys of which such a mapping has exactly one.
QStringList toolKinds();

} // namespace agent
