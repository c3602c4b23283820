// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/tokens/TokenRoutes.h"

#include "server/http/JsonBody.h"
#include "server/http/RoutePath.h"

using namespace Qt::StringLiterals;
using namespace agent;

namespace server {
namespace {

/// The hash stays here.
QJsonObject shown(const Token &token)
{
    QJsonObject wire = json::toJson(token).toObject();
    wire.remove(u"hash"_s);
    return wire;
}

void list(const http::ExchangePtr &exchange, const TokenFile &tokens)
{
    QJsonArray array;
    for (const Token &token : tokens.tokens())
        array.append(shown(token));
    exchange->answer(http::jsonAnswer(QJsonObject{{u"tokens"_s, array}}));
}

void give(const http::ExchangePtr &exchange, TokenFile &tokens)
{
    const auto wish = http::readBody<TokenWish>(*exchange);
    if (!wish)
        return;
    const Result<QByteArray> secret = tokens.give(*wish);
    if (!secret)
        return exchange->answer(http::problem(secret.error()));
    QJsonObject given = shown(tokens.tokens().constLast());
    given.insert(u"token"_s, QString::fromLatin1(*secret));
    exchange->answer(http::jsonAnswer(given, 201));
}

void revoke(const http::ExchangePtr &exchange, TokenFile &tokens)
{
    const auto done = tokens.revoke(http::segment(exchange->request(), 2));
    exchange->answer(done ? http::Answer{204, {}, {}, {}} : http::problem(done.error()));
}

} // namespace

QList<http::Route> tokenRoutes(TokenFile &tokens)
{
    using enum http::Scope;
    using enum http::Body;
    return {
        {"GET", "/control/tokens", Control, None,
         [&](const http::ExchangePtr &exchange) { list(exchange, tokens); }},
        {"POST", "/control/tokens", Control, Json,
         [&](const http::ExchangePtr &exchange) { give(exchange, tokens); }},
        {"DELETE", "/control/tokens/{name}", Control, None,
         [&](const http::ExchangePtr &exchange) { revoke(exchange, tokens); }},
    };
}

} // namespace server
