// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/providers/Provider.h"
#include "agent/values/AgentSpec.h"
#include "agent/values/Environment.h"

#include <memory>

namespace agent {

/// Who will answer for an agent.
struct ProviderChoice
{
    std::shared_ptr<Provider> provider;
    QString model;         ///< The model to ask it for.
    QString reason;        ///< One sentence for a person: who answers, and why.
    QString keyVariable{}; ///< The variable its key was taken from; empty without a key.
};

/// Makes the provider an agent file asks for; with "auto" the first of OpenAI, Anthropic and Gemini whose key
/// is set, else a local Ollama that answers within 300 ms and has a model, else the offline demo. Only "auto"
/// without a key opens a connection. Reads these variables: the one in `api_key`, or if the file names
/// neither key nor base_url that of the provider (OPENAI_API_KEY, ANTHROPIC_API_KEY, GEMINI_API_KEY,
/// GOOGLE_API_KEY); those in `headers`; OLLAMA_HOST; SLIPWAY_TRAFFIC_DIR. A key or a header that is missing
/// does not fail here: calls of that provider fail with Unauthorized, so that the agent can be opened and
/// edited. InvalidInput: an unknown provider, an api_key that is no "${VAR}", a base_url that is no http or
/// https address. The name of a file in `script` must have given way to the script in it before; see
/// loadScript().
Task<ProviderChoice> chooseProvider(AgentSpec spec, Environment environment);

/// Who answers when that one has failed, in the order of the agent file's `fallbacks`; the same rules and
/// errors.
Task<QList<ProviderChoice>> chooseFallbacks(AgentSpec spec, Environment environment);

} // namespace agent
