// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/tokens/TokenFile.h"

#include "agent/base/Nearest.h"
#include "server/http/Syntax.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QRandomGenerator>
#include <QSaveFile>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using agent::ErrorKind;
using agent::fail;
using agent::Result;

namespace server {
namespace {

constexpr auto onlyOurs = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

/// The whole of the file.
struct Content
{
    QList<Token> tokens;

    static constexpr auto fields = std::tuple{agent::json::required("tokens", &Content::tokens)};
};

QByteArray hashOf(QByteArrayView token)
{
    return QCryptographicHash::hash(token, QCryptographicHash::Sha256).toHex();
}

/// The beginning tells people and secret scanners what it is.
QByteArray newSecret()
{
    std::array<quint32, 8> random{};
    QRandomGenerator::system()->generate(random.begin(), random.end());
    const auto bytes = QByteArray::fromRawData(reinterpret_cast<const char *>(random.data()), sizeof(random));
    return "slipway_" + bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

http::Scope scopeOf(TokenScope scope)
{
    switch (scope) {
    case TokenScope::Chat:
        return http::Scope::Chat;
    case TokenScope::Tools:
        return http::Scope::Tools;
    case TokenScope::Runs:
        return http::Scope::Runs;
    case TokenScope::Admin:
        return http::Scope::Control;
    }
    Q_UNREACHABLE();
}

Result<> check(const TokenWish &wish)
{
    constexpr qsizetype longestName = 64;
    const auto isShown = [](QChar c) {
        return c.isPrint() && c != u'/';
    }; // which would end its name in a path
    const bool isGood = wish.name.trimmed() == wish.name && std::ranges::all_of(wish.name, isShown);
    if (!isGood || wish.name.isEmpty() || wish.name.size() > longestName)
        return fail(
            ErrorKind::InvalidInput,
            u"A token needs a name of 1 to %1 characters without \"/\", such as \"Open WebUI\"."_s.arg(
                longestName),
            u"/name"_s);
    if (wish.scopes.isEmpty())
        return fail(ErrorKind::InvalidInput,
                    u"A token needs at least one scope: chat, tools, runs or admin."_s, u"/scopes"_s);
    if (wish.requestsPerMinute < 0)
        return fail(ErrorKind::InvalidInput,
                    u"The requests a minute are a number from 1 up, or 0 for no limit."_s,
                    u"/requests_per_minute"_s);
    return {};
}

Result<QList<Token>> readTokens(const QString &path)
{
    constexpr qint64 mostBytes = 4 << 20;
    QFile file(path);
    if (!file.exists())
        return QList<Token>();
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Unavailable, u"%1 cannot be read: %2"_s.arg(path, file.errorString()));
    const auto json = agent::json::parseText(file.read(mostBytes));
    if (!json)
        return fail(ErrorKind::InvalidInput,
                    u"%1 is no file of tokens: %2"_s.arg(path, json.error().message));
    const auto content = agent::json::fromJson<Content>(*json);
    if (!content)
        return fail(ErrorKind::InvalidInput,
                    u"%1 is no file of tokens: %2"_s.arg(path, content.error().message));
    return content->tokens;
}

} // namespace

TokenFile::TokenFile(QString path)
    : m_path(std::move(path))
{
    if (m_path.isEmpty())
        return;
    QDir().mkpath(QFileInfo(m_path).path()); // a folder that is not there cannot be watched
    read();
    m_watch.setFiles({m_path});
    connect(&m_watch, &agent::FileWatch::touched, this, [this] {
        const QList<Token> before = m_tokens;
        const bool wasFaulty = m_fault.has_value();
        read();
        if (m_tokens != before || m_fault.has_value() != wasFaulty) // it may be what this program wrote
            emit changed();
    });
}

void TokenFile::read()
{
    Result<QList<Token>> tokens = readTokens(m_path);
    m_fault = tokens ? std::nullopt : std::optional(tokens.error());
    if (tokens)
        m_tokens = *std::move(tokens);
}

Result<QByteArray> TokenFile::give(const TokenWish &wish)
{
    if (const auto good = check(wish); !good)
        return tl::unexpected(good.error());
    QByteArray secret = newSecret();
    const auto done = change([&]() -> Result<> {
        if (std::ranges::find(m_tokens, wish.name, &Token::name) != m_tokens.end())
            return fail(
                ErrorKind::Conflict,
                u"There is a token \"%1\" already; revoke it, or take another name."_s.arg(wish.name));
        m_tokens.append({wish.name, wish.scopes, wish.requestsPerMinute,
                         QDateTime::currentDateTimeUtc().toString(Qt::ISODate),
                         QString::fromLatin1(hashOf(secret))});
        return {};
    });
    if (!done)
        return tl::unexpected(done.error());
    return secret;
}

Result<> TokenFile::revoke(const QString &name)
{
    return change([&]() -> Result<> {
        if (m_tokens.removeIf([&](const Token &token) { return token.name == name; }) > 0)
            return {};
        QStringList names;
        for (const Token &token : std::as_const(m_tokens))
            names.append(token.name);
        const QString near = agent::nearest(name, names);
        return fail(ErrorKind::NotFound,
                    u"There is no token \"%1\"%2"_s.arg(
                        name, near.isEmpty() ? u"."_s : u"; did you mean \"%1\"?"_s.arg(near)));
    });
}

Result<> TokenFile::change(const std::function<Result<>()> &deed)
{
    if (m_path.isEmpty())
        return fail(ErrorKind::Unavailable, u"This server keeps no tokens."_s);
    QLockFile lock(m_path + u".lock"_s);
    constexpr int patience = 3000;
    if (!lock.tryLock(patience))
        return fail(ErrorKind::Conflict, u"Another program is writing %1; try again."_s.arg(m_path));
    read();
    if (m_fault) // it would be lost
        return tl::unexpected(*m_fault);
    const QList<Token> before = m_tokens;
    auto done = deed();
    if (done)
        done = write();
    if (!done)
        m_tokens = before;
    return done;
}

Result<> TokenFile::write() const
{
    QSaveFile file(m_path);
    const QByteArray text = agent::json::text(agent::json::toJson(Content{m_tokens})) + '\n';
    const bool isWritten = file.open(QIODevice::WriteOnly) && file.setPermissions(onlyOurs)
        && file.write(text) == text.size() && file.commit();
    if (!isWritten)
        return fail(ErrorKind::Unavailable, u"%1 cannot be written: %2"_s.arg(m_path, file.errorString()));
    return {};
}

std::optional<http::Principal> TokenFile::holderOf(QByteArrayView token) const
{
    const QByteArray hash = hashOf(token);
    std::optional<http::Principal> holder;
    for (const Token &known : m_tokens) {
        if (!http::syntax::sameSecret(hash, known.hash.toLatin1()))
            continue;
        holder = http::Principal{known.name, {}, known.requestsPerMinute};
        for (const TokenScope scope : known.scopes)
            holder->scopes.append(scopeOf(scope));
    }
    return holder;
}

} // namespace server

#include "moc_TokenFile.cpp"
