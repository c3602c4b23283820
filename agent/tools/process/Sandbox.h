// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"
#include "agent/tools/process/Program.h"

#include <chrono>

namespace agent {

/// How a program is kept in.
enum class Walls {
    Bubblewrap, ///< It sees the system read-only, its folder, and nothing else; its processes end with it.
    LimitsOnly, ///< It sees what the person sees; only its time, memory and processes are limited.
};

/// The best there is here, found out once for the whole program by a trial (some 20 ms): bubblewrap may be
/// installed and still be forbidden. When it is LimitsOnly, the reason goes to the log, once. Any thread.
Walls bestWalls();

/// What a program may touch.
struct Allowance
{
    QString folder;       ///< The agent file's: all it sees of a person's files, without the ".env" in it.
    bool writes = false;  ///< Whether it may change what is in there; agent files it may not.
    bool network = false; ///< Whether it may use the network, this machine's own included.
    std::chrono::seconds time = std::chrono::seconds(30); ///< Of a processor, for each of its processes.
    QStringList reads = {}; ///< What it reads besides: where the program itself lies, if not in the system.
};

/// What each process of a program may use, and how many it may have.
constexpr qint64 mostMemoryBytes = qint64(1) << 30;
constexpr qint64 mostFileBytes = qint64(1) << 30;
constexpr int mostProcesses = 64;

/// What is to be started so that `program`, whose command is an absolute path, runs inside these walls.
/// Looks at the folder as it is now. Errors: Denied (the folder holds the person's home folder, which no
/// program is to see), Unavailable (prlimit, of util-linux, is missing).
Result<Program> confined(const Program &program, const Allowance &allowance, Walls kind);

} // namespace agent
