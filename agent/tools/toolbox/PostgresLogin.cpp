// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/PostgresLogin.h"

#include "agent/tools/http/AddressGuard.h"

#include <QHostInfo>
#include <QRegularExpression>

#include <libpq-fe.h>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

const QString expected = u"the connection string must be like postgresql://user:password@host/database"_s;

// No message of libpq's: it repeats what it could not read, which may be a password.
Result<PostgresLogin> parsed(const QString &connection)
{
    char *message = nullptr;
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
        PQconninfoParse(connection.toUtf8().constData(), &message), PQconninfoFree);
    PQfreemem(message);
    if (!options || connection.contains(QChar(0)))
        return fail(ErrorKind::InvalidInput, expected);
    PostgresLogin login;
    for (const PQconninfoOption *option = options.get(); option->keyword; ++option) {
        if (option->val)
            login.insert(option->keyword, option->val);
    }
    return login;
}

Result<PostgresLogin> loginOf(const QString &variable, const Environment &environment)
{
    const QString address = environment.value(variable);
    if (address.isEmpty())
        return fail(ErrorKind::InvalidInput, u"the environment variable %1 is not set"_s.arg(variable));
    // So that a model cannot send a key that stands in another variable to a server of its own.
    if (!address.startsWith(u"postgresql://") && !address.startsWith(u"postgres://"))
        return fail(ErrorKind::InvalidInput,
                    u"the environment variable %1 holds no postgresql:// address"_s.arg(variable));
    return parsed(address);
}

Result<> checkKeys(const PostgresLogin &login)
{
    static const QByteArrayList allowed{"host", "port", "dbname", "user", "password", "sslmode"};
    for (auto it = login.begin(); it != login.end(); ++it) {
        if (!allowed.contains(it.key()))
            return fail(ErrorKind::InvalidInput,
                        u"the connection string cannot set \"%1\""_s.arg(QString::fromUtf8(it.key())));
    }
    return {};
}

Result<QHostAddress> addressOf(const QString &host, bool mayBePrivate)
{
    if (host.isEmpty() || host.contains(u','))
        return fail(ErrorKind::InvalidInput, expected);
    const auto refused = fail(
        ErrorKind::Denied,
        u"%1 is not a public address; a database elsewhere is named by \"${NAME}\", an environment variable "
        "with its postgresql:// address"_s.arg(host));
    if (host.startsWith(u'/') || host.startsWith(u'@'))
        return refused;
    const QList<QHostAddress> addresses = QHostInfo::fromName(host).addresses();
    if (addresses.isEmpty())
        return fail(ErrorKind::Unavailable, u"there is no host %1"_s.arg(host));
    if (!mayBePrivate && !std::ranges::all_of(addresses, isPublic))
        return refused;
    return addresses.constFirst();
}

} // namespace

Result<PostgresLogin> postgresLogin(const QString &connection, const Environment &environment,
                                    bool mayReachPrivateNetwork)
{
    static const QRegularExpression variable(u"\\A\\s*\\$\\{([A-Za-z_][A-Za-z0-9_]*)\\}\\s*\\z"_s);
    const auto named = variable.match(connection);
    if (named.hasMatch())
        return loginOf(named.captured(1), environment);
    Result<PostgresLogin> login = parsed(connection.trimmed());
    if (!login)
        return login;
    if (const auto possible = checkKeys(*login); !possible)
        return tl::unexpected(possible.error());
    const auto address = addressOf(QString::fromUtf8(login->value("host")), mayReachPrivateNetwork);
    if (!address)
        return tl::unexpected(address.error());
    login->insert("hostaddr", address->toString().toUtf8());
    if (!login->contains("password"))
        login->insert("password", "");
    login->insert("passfile", "/nonexistent");
    login->insert("sslcert", "/nonexistent");
    login->insert("gssencmode", "disable");
    return login;
}

} // namespace agent
