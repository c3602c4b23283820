// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/providers/Choice.h"

#include <functional>

namespace agent {

/// One step of a check-up, and how it went.
struct CheckStep
{
    enum class Outcome {
        Good,
        Remark, ///< Not as it could be, but the agent works.
        Bad,    ///< The agent does not work, and this is why.
    };
    QString name; ///< "key", "host name", "connection", "encryption", "model list", "model", "tool calling".
    Outcome outcome = Outcome::Good;
    QString detail; ///< One sentence or less, for a person.
};

/// Called as each step is done, in order.
using CheckSink = std::function<void(const CheckStep &)>;

/// Uses a provider for real, one step after the other: looks for its key, finds its host, connects, has its
/// certificate proved, asks for its models, has the model say one word and call one tool. Ends with the first
/// step that is Bad, and soon after a stop request. Steps that do not apply are left out: the offline
/// providers have no host, and a proxy hides it. Each step takes 10 s at most, those of the model as long as
/// `idleLimit` allows. Whether no step was Bad.
QCoro::Task<bool> checkUp(ProviderChoice choice, CheckSink sink,
                          std::chrono::milliseconds idleLimit = std::chrono::seconds(30),
                          std::stop_token stop = {});

} // namespace agent
