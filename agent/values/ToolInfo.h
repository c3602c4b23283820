// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"

#include <array>

namespace agent {

/// What calling a tool can change; a person may want to know before it happens.
enum class SideEffect {
    None,     ///< Computes only.
    Reads,    ///< Reads files or databases of this machine.
    Network,  ///< Talks to another machine.
    Writes,   ///< Changes files or databases.
    Executes, ///< Runs a program or code.
};

constexpr auto names(SideEffect)
{
    return std::array{json::Name{SideEffect::None, "none"}, json::Name{SideEffect::Reads, "reads"},
                      json::Name{SideEffect::Network, "network"}, json::Name{SideEffect::Writes, "writes"},
                      json::Name{SideEffect::Executes, "executes"}};
}

/// Whether a person is asked before such a tool is called, unless the agent file says what to do.
constexpr bool asksFirst(SideEffect effect)
{
    return effect == SideEffect::Writes || effect == SideEffect::Executes;
}

/// A tool as a model and a person see it.
struct ToolInfo
{
    QString name; ///< Unique within an agent: letters, digits, "_" and "-", at most 64.
    QString description;
    QJsonObject parameters; ///< JSON Schema (2020-12) of type "object".
    QString kind;           ///< "toolbox", "http" …: the key that makes it in the agent file.
    SideEffect sideEffect = SideEffect::None;

    bool operator==(const ToolInfo &) const = default;

    static constexpr auto fields =
        std::tuple{json::field("name", &ToolInfo::name), json::field("description", &ToolInfo::description),
                   json::field("parameters", &ToolInfo::parameters), json::field("kind", &ToolInfo::kind),
                   json::field("side_effect", &ToolInfo::sideEffect)};
};

} // namespace agent
