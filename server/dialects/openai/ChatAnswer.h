// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/RunEvent.h"
#include "server/dialects/openai/ChatWire.h"

namespace server::openai {

/// A completion of this run that says nothing yet; `object` is left to whoever completes it.
ChatCompletion begunWith(const agent::RunEvent &started);

/// The answer that a run that went well ended with: its output as JSON, where there is one, or else its text.
QString contentOf(const agent::RunFinished &finished);

/// `finish_reason` of a run whose last model call ended with `last`.
QString finishReason(const agent::RunFinished &finished, agent::FinishReason last);

ChatUsage usageOf(const agent::Usage &usage);

/// The answer to a run, folded from its events; for a run that failed the error instead.
agent::Result<ChatCompletion> completionOf(const QList<agent::RunEvent> &events);

} // namespace server::openai
