// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Run.h"

namespace agent {

/// Carries out all tool calls of one model turn at the same time and gives back one Role::Tool message each,
/// in the order of the calls. A call that cannot be carried out (no such tool, wrong arguments) is answered
/// with a sentence the model can act on. Writes ToolCalled for all, then ToolStarted and ToolFinished as they
/// happen.
QCoro::Task<QList<Message>> callTools(RunPtr run, QList<ToolCall> calls);

} // namespace agent
