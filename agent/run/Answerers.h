// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Agent.h"

namespace agent {

/// Somebody who is asked for answers in the runs of an agent file.
struct Answerer
{
    QString who; ///< "provider", "fallback 1", "agent coder", "coherence".
    ProviderChoice choice;
    QString
        like; ///< Who before it asks the same model of the same provider with the same key; empty: nobody.
};

/// All of them: the agent's provider and its fallbacks, then each further agent and a coherence check that
/// has a provider or a model of its own. Errors: those of chooseAnswerers().
Task<QList<Answerer>> chooseEveryAnswerer(AgentSpec spec, QString folder, Surroundings surroundings);

/// Whether tool calls are checked by a provider of their own.
bool hasOwnAuditor(const CoherenceSpec &coherence);

/// Other agents of the file and an auditor that have a provider of their own: it is made, recorded and
/// replayed like further fallbacks, which they are here.
AgentSpec withOthers(AgentSpec spec);

} // namespace agent
