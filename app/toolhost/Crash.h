// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <sys/resource.h>

namespace toolhost {

/// Makes a stack that overflows tell so when it ends this process. Once, in the process that runs code.
void tellStackOverflow();

/// Why such a process ended, as ScriptWire.h has it: "nesting", "memory", "killed" or "crash"; empty if it
/// ended well. `status` and `usage` are those of wait4().
QString crashOf(int status, const rusage &usage);

} // namespace toolhost
