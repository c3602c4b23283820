// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"

#include <QString>
#include <QStringList>

namespace agent {

/// An agent that comes with Slipway: a folder with agent.yaml and the data its tools work on.
struct Template
{
    QString name;      ///< "data_analyst": the folder's name, and what the command line takes.
    QString title;     ///< "Data analyst"
    QString summary;   ///< One line: what it does.
    QString agentFile; ///< Absolute path of its agent.yaml.

    bool operator==(const Template &) const = default;
};

/// All templates, "starter" first, the others by name. They are looked for in SLIPWAY_TEMPLATES, beside the
/// program
/// (../share/slipway/templates) and in the source tree, the first that exists. Reads files; any thread.
QList<Template> templates();

/// NotFound names the known ones.
Result<Template> templateNamed(const QString &name);

/// Copies a template's folder to `parentFolder`/<name>, or <name>-2 … if that exists, and returns the path of
/// the new agent.yaml. Writes agent.schema.json, to which the file's first line points, beside the folder.
/// Errors: NotFound, Denied (the folder cannot be written).
Result<QString> instantiate(const Template &source, const QString &parentFolder);

} // namespace agent
