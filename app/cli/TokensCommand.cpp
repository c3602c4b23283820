// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"
#include "app/cli/Terminal.h"
#include "app/common/UserFiles.h"
#include "server/tokens/TokenFile.h"

#include <QCommandLineParser>

using namespace Qt::StringLiterals;
using agent::ErrorKind;
using agent::fail;
using agent::Result;

namespace app {
namespace {

const QCommandLineOption
    scopeOption(u"scope"_s,
                u"What the token is good for, with commas between: chat, tools (called alone), runs (looked "
                "at, steered, approved), admin (everything). Default: chat,runs."_s,
                u"SCOPES"_s, u"chat,runs"_s);
const QCommandLineOption
    perMinuteOption(u"per-minute"_s, u"At most so many requests a minute (default: any)."_s, u"N"_s, u"0"_s);

QString inWords(const QList<server::TokenScope> &scopes)
{
    QStringList words;
    for (const server::TokenScope scope : scopes)
        words.append(agent::json::toName(scope));
    return words.join(u',');
}

int listTokens(const server::TokenFile &file)
{
    if (file.tokens().isEmpty()) {
        print(u"No tokens were given out. Try: slipway tokens add \"Open WebUI\""_s);
        return 0;
    }
    print(u"%1 %2 %3 %4"_s.arg(u"name"_s, -24)
              .arg(u"scopes"_s, -22)
              .arg(u"per minute"_s, 10)
              .arg(u"  since"_s));
    for (const server::Token &token : file.tokens()) {
        const QString rate =
            token.requestsPerMinute > 0 ? QString::number(token.requestsPerMinute) : u"any"_s;
        print(u"%1 %2 %3   %4"_s.arg(token.name, -24)
                  .arg(inWords(token.scopes), -22)
                  .arg(rate, 10)
                  .arg(token.createdAt.left(10)));
    }
    return 0;
}

Result<server::TokenWish> wishOf(const QCommandLineParser &parser, const QString &name)
{
    server::TokenWish wish{name, {}, 0};
    for (const QString &word : parser.value(scopeOption).split(u',', Qt::SkipEmptyParts)) {
        const auto scope = agent::json::fromJson<server::TokenScope>(word.trimmed());
        if (!scope)
            return fail(ErrorKind::InvalidInput, u"--scope: %1"_s.arg(scope.error().message));
        wish.scopes.append(*scope);
    }
    bool isNumber = false;
    wish.requestsPerMinute = parser.value(perMinuteOption).toInt(&isNumber);
    if (!isNumber)
        return fail(ErrorKind::InvalidInput,
                    u"--per-minute wants a number, not \"%1\"."_s.arg(parser.value(perMinuteOption)));
    return wish;
}

int addToken(const QCommandLineParser &parser, server::TokenFile &file, const QString &name)
{
    const auto wish = wishOf(parser, name);
    const auto secret = wish ? file.give(*wish) : tl::unexpected(wish.error());
    if (!secret) {
        complain(u"slipway tokens: %1"_s.arg(secret.error().message));
        return secret.error().kind == ErrorKind::InvalidInput ? 2 : 1;
    }
    print(QString::fromLatin1(*secret));
    complain(u"This is told once. Programs send it as \"Authorization: Bearer …\" or \"x-api-key: …\"."_s);
    return 0;
}

int revokeToken(server::TokenFile &file, const QString &name)
{
    const auto done = file.revoke(name);
    if (done)
        print(u"The token \"%1\" is good for nothing any more."_s.arg(name));
    else
        complain(u"slipway tokens: %1"_s.arg(done.error().message));
    return done ? 0 : 1;
}

} // namespace

int tokens(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Lists the tokens by which programs may use the servers of this user, or with add and revoke "
        "changes them; servers that run take notice. On loopback none is needed unless a server is started "
        "with --require-token."_s);
    parser.addPositionalArgument(u"action"_s, u"add or revoke"_s, u"[add|revoke"_s);
    parser.addPositionalArgument(u"name"_s, u"The name of the token: what uses it."_s, u"NAME]"_s);
    parser.addOptions({scopeOption, perMinuteOption});
    if (const auto status = parse(parser, u"tokens"_s, arguments))
        return *status;
    const QStringList words = parser.positionalArguments();
    const QString action = words.value(0);
    const bool isCalledRightly =
        action.isEmpty() || ((action == u"add" || action == u"revoke") && words.size() == 2);
    if (!isCalledRightly) {
        complain(
            u"slipway tokens: try slipway tokens, slipway tokens add NAME, or slipway tokens revoke NAME."_s);
        return 2;
    }
    server::TokenFile file(tokensPath());
    if (const std::optional<agent::Error> &fault = file.fault(); fault) {
        complain(fault->message);
        return 1;
    }
    if (action.isEmpty())
        return listTokens(file);
    return action == u"add" ? addToken(parser, file, words.at(1)) : revokeToken(file, words.at(1));
}

} // namespace app
