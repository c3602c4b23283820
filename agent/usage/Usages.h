// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/Usage.h"

#include <array>

/// What models were used for, added up.
namespace agent {

/// What totals are told by.
enum class UsageBy { Day, Session, Client, Model, Agent };

constexpr auto names(UsageBy)
{
    return std::array{json::Name{UsageBy::Day, "day"}, json::Name{UsageBy::Session, "session"},
                      json::Name{UsageBy::Client, "client"}, json::Name{UsageBy::Model, "model"},
                      json::Name{UsageBy::Agent, "agent"}};
}

/// One answered call of a model, or the end of a run.
struct UsageEntry
{
    qint64 at = 0;   ///< Milliseconds since 1970, UTC.
    QString agent;   ///< The name of the file's agent, whichever of its agents answered.
    QString session; ///< Empty: the client named none.
    QString client;  ///< The product it named itself by; may be empty.
    QString model;
    int runs = 0;
    int calls = 0;
    Usage usage;
    std::optional<double> costUsd; ///< Absent: not known.
};

/// All that was used in one day, in one session, by one client …
struct UsageTotal
{
    QString name;       ///< "2026-11-22" (UTC), the session's …; empty for what had none.
    QString last;       ///< When it was used last: ISO 8601, UTC.
    qint64 runs = 0;    ///< Asked for by clients and ended; by model those that began with it.
    qint64 calls = 0;   ///< Of a model, that were answered.
    qint64 tokens = 0;  ///< Input and output together.
    Usage usage;        ///< As far as it was told.
    double costUsd = 0; ///< Of the calls whose cost is known.
    qint64 callsOfUnknownCost = 0;

    bool operator==(const UsageTotal &) const = default;
    static constexpr auto fields =
        std::tuple{json::field("name", &UsageTotal::name),
                   json::field("last", &UsageTotal::last),
                   json::field("runs", &UsageTotal::runs),
                   json::field("calls", &UsageTotal::calls),
                   json::field("tokens", &UsageTotal::tokens),
                   json::field("usage", &UsageTotal::usage),
                   json::field("cost_usd", &UsageTotal::costUsd),
                   json::field("calls_of_unknown_cost", &UsageTotal::callsOfUnknownCost)};
};

/// Tokens and money.
struct UsedAmount
{
    qint64 tokens = 0;
    double costUsd = 0; ///< As far as it is known.
};

/// Which totals are asked for.
struct UsageQuery
{
    UsageBy by = UsageBy::Day;
    int limit = 100;                   ///< The last used ones.
    std::optional<QString> name = {};  ///< Only this one.
    std::optional<QString> agent = {}; ///< Only what this agent used.
};

} // namespace agent
