// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/dialects/ClientAnswer.h"
#include "server/dialects/openai/ChatWire.h"

namespace server::openai {

/// A completion of this run that says nothing yet; `object` is left to whoever completes it.
ChatCompletion begunWith(const agent::RunEvent &started);

/// Calls for the client, as they are written; the index is for chunks.
QList<CalledTool> calledTools(const QList<agent::ToolCall> &calls, bool withIndex);

/// `finish_reason`
QString finishReason(AnswerEnd end);

ChatUsage usageOf(const agent::Usage &usage);

/// The completion of a run that has ended with this answer.
ChatCompletion completionOf(const agent::RunEvent &started, const ClientAnswer &answer);

} // namespace server::openai
