// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Run.h"

namespace agent {

/// Has the run's model talk once, tried again as the agent file's `retry` says. Writes ModelCalled, the
/// deltas, ModelRetried, TextFinished and ModelReplied. Errors: the provider's last one; Cancelled.
Task<ModelReply> callModel(RunPtr run, QList<Message> messages);

} // namespace agent
