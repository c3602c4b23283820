// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"
#include "server/dialects/openai/ResponsesWire.h"

namespace server::openai {

/// The items of a request as messages of a chat: calls that follow one another are one message's; what a
/// model has thought is left out. InvalidInput names the item.
agent::Result<QList<ChatMessage>> messagesIn(const Input &input);

} // namespace server::openai
