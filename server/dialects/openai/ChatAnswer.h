// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Run.h"
#include "server/dialects/openai/ChatWire.h"

namespace server::openai {

/// A completion of this run that says nothing yet; `object` is left to whoever completes it.
ChatCompletion begunWith(const agent::RunEvent &started);

/// What a run that went well ended with: its output as JSON, where it is to have one, or else its text.
QString contentOf(const agent::RunFinished &finished);

/// Calls for the client, as they are written; the index is for chunks.
QList<CalledTool> calledTools(const QList<agent::ToolCall> &calls, bool withIndex);

/// `finish_reason` of a run that leaves no calls, and whose last model call ended with `last`.
QString finishReason(const agent::RunFinished &finished, agent::FinishReason last);

ChatUsage usageOf(const agent::Usage &usage);

/// The answer to a finished run; for one that failed the error instead.
agent::Result<ChatCompletion> completionOf(const agent::Run &run);

} // namespace server::openai
