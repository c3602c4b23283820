// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/Tool.h"
#include "agent/tools/process/RunOnce.h"

namespace agent {

struct ToolEnvironment;

/// Code or a command line in the words of a model: nothing about it is trusted.
struct CodeRun
{
    QString text;
    qint64 timeout = 30; ///< Seconds, 1 to 300.
};

/// What the tool execute_python runs: Python reads the code from its standard input, so that it stands in no
/// list of processes. It runs behind the walls of a command, in the agent's folder, which it cannot change,
/// and without the network. Errors: InvalidInput (nothing to run), Unavailable (no python3), those of
/// jobOn(). Any thread.
Result<Job> pythonJob(const CodeRun &run, const ToolEnvironment &environment);

/// What the tool execute_shell runs: one program with its arguments, on the same terms. No shell reads the
/// line; words are split as one would (quotes, backslash) and nothing is expanded. A program is a name in
/// PATH or a file of the agent's folder. Errors: InvalidInput (empty, a quote that is not closed, a character
/// that only a shell would understand), NotFound, Denied (a program elsewhere), those of jobOn().
Result<Job> commandLineJob(const CodeRun &run, const ToolEnvironment &environment);

/// What a model is told of it: standard output, then standard error below "--- stderr ---", then the status
/// if it is not 0, which is an error. At most 10 KiB of the first and 2 KiB of the second.
ToolResult describeRun(const Ended &ended, const Job &job);

} // namespace agent
