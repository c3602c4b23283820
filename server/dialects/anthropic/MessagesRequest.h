// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Run.h"
#include "server/dialects/anthropic/MessagesWire.h"

namespace server::anthropic {

/// The body of POST /v1/messages. InvalidInput: it is not JSON, or a field is not of its type.
agent::Result<MessagesRequest> messagesRequestIn(const QByteArray &body);

/// What a run of this agent is asked for; `system` follows the agent's own instructions. InvalidInput names
/// the field that cannot be done.
agent::Result<agent::RunRequest> runRequestOf(const MessagesRequest &asked, const agent::Agent &agent);

} // namespace server::anthropic
