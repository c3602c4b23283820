// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/Message.h"
#include "server/dialects/anthropic/MessagesWire.h"

namespace server::anthropic {

/// The conversation in a request: results of tools, which users give here, become messages of their own; what
/// a model has thought is left out. InvalidInput names the block.
agent::Result<QList<agent::Message>> conversationIn(const QList<InputMessage> &said);

} // namespace server::anthropic
