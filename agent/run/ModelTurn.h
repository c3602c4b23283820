// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Run.h"

namespace agent {

/// Has the run's model talk once, tried again as the agent file's `retry` says, and then by its `fallbacks`.
/// A turn's tools run after it, so none is ever run twice. Writes ModelCalled, the
/// deltas, ModelRetried, TextFinished and ModelReplied. Errors: the provider's last one; Cancelled.
Task<ModelReply> callModel(RunPtr run, QList<Message> messages);

} // namespace agent
