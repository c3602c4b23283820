// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/ModelTurn.h"

namespace agent {

/// The conversation a run begins with: as much of it as `memory` of the agent file takes along, the rest told
/// by ContextCompressed. Where the file's `compress` asks for it and it fills too much of
/// the model's context, its older part is summarised by the model (a call that counts) and told by
/// ContextCompressed; only this run sees it so. A summary that fails leaves the conversation whole.
QCoro::Task<Conversation> conversationOf(RunPtr run);

} // namespace agent
