// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"

/// The tokens of /control/tokens.
namespace ui {

/// One that was given out.
struct GivenToken
{
    QString name;
    QStringList scopes; ///< "chat", "tools", "runs", "admin".
    int requestsPerMinute = 0;
    QString createdAt; ///< ISO 8601, UTC.

    bool operator==(const GivenToken &) const = default;
    static constexpr auto fields = std::tuple{
        agent::json::required("name", &GivenToken::name), agent::json::field("scopes", &GivenToken::scopes),
        agent::json::field("requests_per_minute", &GivenToken::requestsPerMinute),
        agent::json::field("created_at", &GivenToken::createdAt)};
};

struct GivenTokens
{
    QList<GivenToken> tokens;

    static constexpr auto fields = std::tuple{agent::json::required("tokens", &GivenTokens::tokens)};
};

/// One that is given out at this moment.
struct NewToken
{
    QString name;
    QString token;

    static constexpr auto fields = std::tuple{agent::json::required("name", &NewToken::name),
                                              agent::json::required("token", &NewToken::token)};
};

} // namespace ui
