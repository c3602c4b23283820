// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/Environment.h"

#include <QProcessEnvironment>

namespace agent {

/// What is started, and what it sees of the world.
struct Program
{
    QString command; ///< A path, or a name that is looked for in PATH of `environment`.
    QStringList arguments;
    QString folder;          ///< Where it runs; a relative path in `command` is seen from there.
    Environment environment; ///< All of it.

    bool operator==(const Program &) const = default;
};

/// Where the command lies; empty if there is no such program.
QString pathOf(const Program &program);

/// As Qt wants it for a process.
QProcessEnvironment asProcessEnvironment(const Environment &environment);

/// What of `environment` programs cannot do without: PATH, HOME and LANG.
Environment bareEnvironment(const Environment &environment);

} // namespace agent
