// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Run.h"

namespace agent {

/// What a model is to see of a conversation.
struct Conversation
{
    QString summary; ///< Of what came before `messages`; empty: nothing did.
    QList<Message> messages;
};

/// What goes to the model in a turn; `model` and `outputSchema` are left to whoever chooses the provider.
ModelRequest requestFor(const Run &run, const Conversation &conversation);

/// Has the run's model talk once, tried again as the agent file's `retry` says, and then by its `fallbacks`.
/// A turn's tools run after it, so none is ever run twice. Writes ModelCalled, the
/// deltas, ModelRetried, TextFinished and ModelReplied. Errors: the provider's last one; Cancelled.
Task<ModelReply> callModel(RunPtr run, Conversation conversation);

/// Has a model say something that is no part of the answer, once. Writes ModelCalled with its purpose, and
/// ModelReplied, so that it counts like any other call, or ModelFailed. Errors: the provider's; Denied: a
/// session or a day has used up what it may (see Caps.h).
Task<ModelReply> askAside(RunPtr run, ProviderChoice who, ModelRequest request, QString purpose);

} // namespace agent
