// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"

namespace agent {

/// What a session or a day may use up; checked before each call of a model.
struct CapSpec
{
    std::optional<qint64> tokens;  ///< Input and output together, at least 1.
    std::optional<double> costUsd; ///< Above 0; of models whose price is known.

    bool operator==(const CapSpec &) const = default;
    static constexpr auto fields =
        std::tuple{json::field("tokens", &CapSpec::tokens), json::field("cost_usd", &CapSpec::costUsd)};
};

} // namespace agent
