// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Agent.h"

namespace agent {

/// Another agent file that this one's agents ask, once it is read.
struct AskedFile
{
    QString path;  ///< Canonical.
    QString where; ///< JSON pointer of the first tool that asks it.
    AgentSpec spec;
};

/// By name, as the tools write it. Disabled tools ask nobody. `folder` is that of the agent file.
using AskedFiles = QMap<QString, AskedFile>;

/// Reads them; their own ".env" fills in what the environment leaves unset. Errors, all with the place of the
/// tool: NotFound, Denied (not readable), InvalidInput: larger than 16 MiB, a circle of files, or the first
/// fault of the file with its line.
Result<AskedFiles> readAskedFiles(const AgentSpec &spec, const QString &folder,
                                  const Surroundings &surroundings);

/// Makes an agent of each, with MCP servers of its own. Errors, with the place of the tool: those of
/// makeAgent(); Unavailable: a cassette is in use, which holds the agents of one file.
Task<QMap<QString, AgentPtr>> makeFileAgents(AskedFiles files, Surroundings surroundings);

} // namespace agent
