// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Run.h"

/// Lays `guardrails` of the agent file on all that passes through a run, in the order of the file. Each rule
/// that finds something is told by one GuardrailHit. What a rule that blocks or redacts has found is taken
/// out before it reaches the journal. A refusal is ErrorKind::Denied with the rule's place in `where`.
/// Server's thread.
namespace agent {

/// What the rules for one place make of a value.
struct Screened
{
    QJsonValue value; ///< As it may go on; with a mark in place of what was found.
    QList<GuardrailHit> hits;
    Result<> passed; ///< The refusal of the first rule that blocks.
};
Screened screened(const Agent &agent, GuardrailPlace place, const QJsonValue &value);

/// Screens what the person says, in run.request, with the names of its attachments and with all text in
/// them (see AttachmentText.h), and the client's instructions. To be done before the first event; the hits
/// are told after it. What was said earlier in the conversation only gets its marks, for it was told and
/// refused then. Results that a client gives are screened like those of the agent's tools.
Screened screenInput(Run &run);

/// Says something to a run in progress, screened like what the person said first. Error: it is refused, or
/// one of RunControl::steer().
Result<> steerRun(Run &run, const QString &text, const QString &by);

/// Answers a tool call that waits for a person. Arguments the person gives are screened like the model's, and
/// a note like what the person said first. Errors: Denied, one of them is refused and the call waits on;
/// those of RunControl::answer().
Result<> answerCall(Run &run, const QString &approval, ApprovalAnswer answer);

/// Whether what the model says is to be held back until it is whole, because a rule may change it.
bool holdsOutput(const Agent &agent);
/// Screens a model's text and the arguments of its tool calls, in place, and tells the hits. Reasoning only
/// gets its marks: thinking of a thing is not saying it. Error: the text is refused.
Result<> screenReply(Run &run, ModelReply &reply, QString &reasoning);

/// Screens the arguments of a call, in place, and tells the hits.
void screenArguments(Run &run, ToolCall &call);
/// What to tell the model in place of a call whose arguments a rule has refused.
std::optional<QString> refusalOf(const Run &run, const ToolCall &call);
/// The result as the model may see it.
ToolResult screenResult(Run &run, const ToolCall &call, ToolResult result);

} // namespace agent
