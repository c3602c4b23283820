// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Limits.h"
#include "agent/run/ModelTurn.h"

/// What a session and a day may use: `limits.session` and `limits.day` of the agent file, checked before a
/// model is called, with an estimate of what the call will take. The sums are those of the agent's usage
/// ledger, so they hold over runs, restarts and processes; without a ledger, or a session that has a name,
/// those of the run. Calls in progress count as estimated. Server's thread.
namespace agent {

/// A call that is about to be made.
struct NextCall
{
    QString provider;
    QString model;
    Usage atMost; ///< The estimated input, and all output it may give.
};

/// The first cap that the call might pass. If there is none, the call counts as in progress from now on.
QCoro::Task<std::optional<MetLimit>> capAgainst(RunPtr run, NextCall next);

/// The same for the run's next turn; the hit is told in the journal.
QCoro::Task<std::optional<QString>> outOfCaps(RunPtr run, Conversation conversation);

/// What a request that is no turn will take at most.
NextCall nextCall(const ProviderChoice &who, const ModelRequest &request);

} // namespace agent
