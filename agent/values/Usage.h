// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"

namespace agent {

/// Tokens of one model call, or of several added up.
struct Usage
{
    qint64 inputTokens = 0;     ///< All input, the cached part included.
    qint64 outputTokens = 0;    ///< All output, the reasoning part included.
    qint64 cachedTokens = 0;    ///< The part of the input that was billed at the cached rate.
    qint64 reasoningTokens = 0; ///< The part of the output that was reasoning.

    qint64 totalTokens() const { return inputTokens + outputTokens; }
    bool operator==(const Usage &) const = default;
    Usage &operator+=(const Usage &other)
    {
        inputTokens += other.inputTokens;
        outputTokens += other.outputTokens;
        cachedTokens += other.cachedTokens;
        reasoningTokens += other.reasoningTokens;
        return *this;
    }

    static constexpr auto fields = std::tuple{json::field("input_tokens", &Usage::inputTokens),
                                              json::field("output_tokens", &Usage::outputTokens),
                                              json::field("cached_tokens", &Usage::cachedTokens),
                                              json::field("reasoning_tokens", &Usage::reasoningTokens)};
};

} // namespace agent
