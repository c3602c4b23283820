// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"

/// What the server says models were used for, as values; see ui/client/Wire.h.
namespace ui {

/// All that was used in one day, or in one session.
struct UsedTotal
{
    QString name;       ///< The day (UTC, "2026-11-22"), or what the client calls the session; may be empty.
    qint64 calls = 0;   ///< Of a model.
    qint64 tokens = 0;  ///< Input and output together.
    double costUsd = 0; ///< Of the calls whose cost is known.
    qint64 callsOfUnknownCost = 0;

    bool operator==(const UsedTotal &) const = default;
    static constexpr auto fields = std::tuple{
        agent::json::required("name", &UsedTotal::name), agent::json::field("calls", &UsedTotal::calls),
        agent::json::required("tokens", &UsedTotal::tokens),
        agent::json::required("cost_usd", &UsedTotal::costUsd),
        agent::json::required("calls_of_unknown_cost", &UsedTotal::callsOfUnknownCost)};
};

/// GET /control/usage.
struct UsedTotals
{
    QList<UsedTotal> totals; ///< What was used last first.

    static constexpr auto fields = std::tuple{agent::json::required("totals", &UsedTotals::totals)};
};

} // namespace ui
