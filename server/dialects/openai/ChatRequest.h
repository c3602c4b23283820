// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Run.h"
#include "server/dialects/openai/ChatWire.h"

namespace server::openai {

/// The body of POST /v1/chat/completions. InvalidInput: it is not JSON, or a field is not of its type.
agent::Result<ChatRequest> chatRequestIn(const QByteArray &body);

/// What a run is asked for. System and developer messages, wherever they stand, become instructions that
/// follow the agent's own. InvalidInput names the field that cannot be done.
agent::Result<agent::RunRequest> runRequestOf(const ChatRequest &chat);

} // namespace server::openai
