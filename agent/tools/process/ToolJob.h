// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/ToolFactory.h"
#include "agent/tools/process/RunOnce.h"

namespace agent {

/// On what terms an agent file lets a program run.
struct JobTerms
{
    QMap<QString, QString> env; ///< What it sees beside PATH, HOME and LANG; ${VAR} as written.
    double timeout = 30;        ///< Seconds.
    bool network = false;
    bool writes = false;
};

/// What runs `program`, whose environment is made here: HOME is the agent file's folder. Errors: InvalidInput
/// (a variable that is not set), and those of confined().
Result<Job> jobOn(const JobTerms &terms, Program program, const ToolEnvironment &environment);

} // namespace agent
