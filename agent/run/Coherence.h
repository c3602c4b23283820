// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Run.h"

namespace agent {

/// Where the agent file's `coherence` asks for it: has a model compare a tool call with what the person asked
/// for, so that an order hidden in a web page or a file is not obeyed. Nothing when the call may be made;
/// else the sentence for the model. Without a verdict the call may be made, unless `fail_closed` is set.
QCoro::Task<std::optional<QString>> incoherence(RunPtr run, ToolCall call);

} // namespace agent
