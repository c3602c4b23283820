// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/dialects/ClientAnswer.h"
#include "server/dialects/anthropic/MessagesWire.h"

namespace server::anthropic {

/// The message of this run that says nothing yet.
OutputMessage begunWith(const agent::RunEvent &started);

/// `stop_reason`
QString stopReason(AnswerEnd end);

MessageUsage usageOf(const agent::Usage &usage);

/// A call for the client.
QJsonObject toolUse(const agent::ToolCall &call, const QJsonObject &input);

/// The message of a run that has ended with this answer; what the model has thought, if it is wanted.
OutputMessage messageOf(const agent::RunEvent &started, const ClientAnswer &answer, bool withThinking);

} // namespace server::anthropic
