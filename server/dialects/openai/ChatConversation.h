// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Run.h"
#include "server/dialects/openai/ChatWire.h"

namespace server::openai {

/// Takes what has been said into a request: system and developer messages, wherever they stand, as
/// instructions that follow the agent's own; all others as the conversation. InvalidInput names the message.
agent::Result<> takeConversation(const QList<ChatMessage> &said, agent::RunRequest &request);

} // namespace server::openai
