// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"

#include <QStringList>

namespace agent {

/// A tool that runs a program. No shell reads what it is started with: each text of `args` becomes exactly
/// one argument, whatever stands in it.
struct CommandTool
{
    QString program;            ///< A path, seen from the agent file's folder, or a name looked for in PATH.
    QStringList args;           ///< {param} stands for an argument.
    QString input;              ///< What it reads from its standard input; {param} is filled in.
    QMap<QString, QString> env; ///< What it sees beside PATH, HOME and LANG; ${VAR} as written.
    QString cwd;                ///< Where it runs, in the agent file's folder, which it is when empty.
    double timeout = 30;        ///< Seconds after which it is ended.
    bool network = false;       ///< Whether it may use the network, this machine's own included.
    bool writes = false;        ///< Whether it may change files in the agent file's folder.

    bool operator==(const CommandTool &) const = default;
    static constexpr auto fields = std::tuple{json::required("program", &CommandTool::program),
                                              json::field("args", &CommandTool::args),
                                              json::field("stdin", &CommandTool::input),
                                              json::field("env", &CommandTool::env),
                                              json::field("cwd", &CommandTool::cwd),
                                              json::field("timeout", &CommandTool::timeout),
                                              json::field("network", &CommandTool::network),
                                              json::field("writes", &CommandTool::writes)};
};

} // namespace agent
