// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/toolhost/Limits.h"

#include "agent/tools/javascript/ScriptWire.h"

#include <csignal>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace toolhost {

void limitThisProcess()
{
    const rlimit memory{agent::mostScriptMemoryBytes, agent::mostScriptMemoryBytes};
    ::setrlimit(RLIMIT_DATA, &memory);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);                                        // NOLINT(*-vararg)
    const int file = ::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC); // NOLINT(*-vararg)
    if (file >= 0) {
        [[maybe_unused]] const auto written = ::write(file, "1000", 4);
        ::close(file);
    }
}

void endWithParent()
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL); // NOLINT(*-vararg)
}

} // namespace toolhost
