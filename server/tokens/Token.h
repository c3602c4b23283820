// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"
#include "server/http/Principal.h"

#include <array>

namespace server {

/// What a token is good for, in the words of a person.
enum class TokenScope { Chat, Tools, Runs, Admin };

constexpr auto names(TokenScope)
{
    namespace json = agent::json;
    return std::array{json::Name{TokenScope::Chat, "chat"}, json::Name{TokenScope::Tools, "tools"},
                      json::Name{TokenScope::Runs, "runs"}, json::Name{TokenScope::Admin, "admin"}};
}

/// What is to be given out.
struct TokenWish
{
    QString name; ///< 1 to 64 characters, such as "Open WebUI"; no other token has it.
    QList<TokenScope> scopes{TokenScope::Chat, TokenScope::Runs};
    int requestsPerMinute = 0; ///< 0: as many as it likes.

    static constexpr auto fields = std::tuple{
        agent::json::required("name", &TokenWish::name), agent::json::field("scopes", &TokenWish::scopes),
        agent::json::field("requests_per_minute", &TokenWish::requestsPerMinute)};
};

/// A token that was given out. The token itself is kept nowhere.
struct Token
{
    QString name;
    QList<TokenScope> scopes;
    int requestsPerMinute = 0;
    QString createdAt; ///< ISO 8601, UTC.
    QString hash;      ///< SHA-256 of the token, in hexadecimal digits.

    bool operator==(const Token &) const = default;
    static constexpr auto fields = std::tuple{
        agent::json::required("name", &Token::name), agent::json::required("scopes", &Token::scopes),
        agent::json::field("requests_per_minute", &Token::requestsPerMinute),
        agent::json::field("created_at", &Token::createdAt), agent::json::required("hash", &Token::hash)};
};

} // namespace server
