// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/Progress.h"

#include "agent/base/Clock.h"

using namespace std::chrono_literals;

namespace agent {

std::function<void(const ToolProgress &)> progressWriter(const RunPtr &run, const QString &call)
{
    return [weak = std::weak_ptr(run), call,
            last = std::optional<Stopwatch>()](const ToolProgress &progress) mutable {
        const RunPtr alive = weak.lock();
        if (!alive || alive->journal.isFinished() || (last && last->elapsed() < 100ms))
            return;
        last.emplace();
        alive->journal.append(ToolProgress{call, progress.message, progress.done, progress.total});
    };
}

} // namespace agent
