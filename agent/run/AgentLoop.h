// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Run.h"

namespace agent {

/// Works a run off: model, tools, model … until the model answers without a tool call, a limit of the agent
/// file is hit, something fails for good, or the run is stopped. All it does stands in the run's journal,
/// which ends with RunFinished in every case. Server thread; needs its event loop.
QCoro::Task<> runAgent(RunPtr run);

} // namespace agent
