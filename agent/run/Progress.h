// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Run.h"

#include <functional>

namespace agent {

/// Writes what a tool says of one call into the journal of its run as ToolProgress: the first at once, later
/// ones at most every 100 ms, none when the run has ended or is gone. For the server's thread.
std::function<void(const ToolProgress &)> progressWriter(const RunPtr &run, const QString &call);

} // namespace agent
