// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"

namespace agent {

/// How much of a conversation a run takes with it; see agent/run/Memory.h.
struct MemorySpec
{
    std::optional<int> messages;  ///< Most messages, at least 1.
    std::optional<qint64> tokens; ///< Most tokens of them, as they are estimated; at least 1.

    bool operator==(const MemorySpec &) const = default;
    static constexpr auto fields = std::tuple{json::field("messages", &MemorySpec::messages),
                                              json::field("tokens", &MemorySpec::tokens)};
};

} // namespace agent
