// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"
#include "agent/values/Environment.h"

#include <QByteArray>
#include <QString>

namespace app {

/// An agent file as it lies on disk.
struct AgentSource
{
    QString path; ///< Absolute.
    QByteArray text;
    QByteArray dotEnv; ///< The text of the ".env" beside it; empty without one.

    bool operator==(const AgentSource &) const = default;
};

/// Finds the agent a person named: the path of a file, or the name of a template. A name with a slash or one
/// that ends in .yaml or .yml is always a file. Errors: NotFound (with the templates' names), Denied (not
/// readable), InvalidInput (larger than 16 MiB).
agent::Result<AgentSource> findAgent(const QString &name);

/// Reads one agent file; errors as above.
agent::Result<AgentSource> readAgent(const QString &path);

/// What fills in ${NAME} in that file: the process's environment, then its ".env".
agent::Environment environmentOf(const AgentSource &source);

/// The lines of its ".env" that are skipped, each as a sentence with its place.
QStringList dotEnvFaults(const AgentSource &source);

} // namespace app
