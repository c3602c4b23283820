// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Run.h"

namespace agent {

/// One call of one tool that no model asked for: a person tries it, or a program uses it alone.
struct SoleCall
{
    QString tool;
    QJsonObject arguments;
    bool allowed = false;       ///< A person asked for this very call, so what asks first is not asked.
    std::stop_source stop = {}; ///< request_stop() cancels it.
};

/// Carries it out as a run would: guardrails on arguments and result, arguments checked and made fit, the
/// agent file's `policy`. Left out is what needs a conversation: `coherence`, and limits of a run. `run` is
/// made for this call; its journal gets ToolCalled, ApprovalGiven where it asks first and is allowed,
/// ToolStarted and ToolFinished. A tool that fails, is stopped or takes too long has an outcome. Errors,
/// where it is not called: NotFound (no such tool; nothing is written into the journal), InvalidInput
/// (arguments that do not fit, in the sentence a model would get; an agent, which is no tool to be called
/// alone), Denied (a guardrail or the policy; the sentence says what would allow it, and `where` is the
/// policy's line as JSON pointer).
Task<ToolFinished> callAlone(RunPtr run, SoleCall wanted);

} // namespace agent
