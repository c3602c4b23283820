// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace agent {

/// Whether an AgentTool names another agent file, such as "./helper.yaml", and no agent of its own file:
/// their names have neither a slash nor a dot.
inline bool isAgentFile(const QString &name)
{
    return name.contains(u'/') || name.endsWith(u".yaml") || name.endsWith(u".yml");
}

} // namespace agent
