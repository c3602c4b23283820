// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"

#include <QByteArray>
#include <QMap>
#include <QString>

namespace app {

/// An agent file as it lies on disk.
struct AgentSource
{
    QString path; ///< Absolute.
    QByteArray text;
};

/// Finds the agent a person named: the path of a file, or the name of a template. A name with a slash or one
/// that ends in .yaml or .yml is always a file. Errors: NotFound (with the templates' names), Denied (not
/// readable), InvalidInput (larger than 16 MiB).
agent::Result<AgentSource> findAgent(const QString &name);

/// Reads one agent file; errors as above.
agent::Result<AgentSource> readAgent(const QString &path);

/// The process's environment, for ${VAR}.
QMap<QString, QString> processEnvironment();

} // namespace app
