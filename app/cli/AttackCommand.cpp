// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"
#include "app/cli/Terminal.h"
#include "server/attack/Attacker.h"

#include <QCommandLineParser>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace app {
namespace {

constexpr int httpPort = 80;

/// Prints a line for each; how many were not withstood.
QCoro::Task<int> attackAll(server::Attacker attacker, QByteArray authority)
{
    const QList<server::Attack> all = server::attacks(authority);
    int open = 0;
    for (const server::Attack &attack : all) {
        const server::AttackOutcome outcome = co_await attacker.carryOut(attack);
        const QString verdict = outcome.isWithstood ? u"withstood"_s : u"OPEN"_s;
        print(u"%1 %2 %3"_s.arg(verdict, -10).arg(outcome.said, -16).arg(attack.name));
        if (outcome.isWithstood)
            continue;
        print(QString(28, u' ') + attack.danger);
        ++open;
    }
    print(u"%1 attacks: %2 withstood, %3 not"_s.arg(all.size()).arg(all.size() - open).arg(open));
    co_return open;
}

} // namespace

int attack(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Carries out known attacks on a server of your own and tells which it withstands: pages of other "
        "sites, foreign names, forged requests, paths, sizes and floods. It wants no token, and should need "
        "none."_s);
    parser.addPositionalArgument(u"url"_s, u"Where it is (default http://127.0.0.1:8000)."_s, u"[URL]"_s);
    if (const auto status = parse(parser, u"attack"_s, arguments))
        return *status;
    const QUrl url(parser.positionalArguments().value(0, u"http://127.0.0.1:8000"_s));
    if (url.scheme() != u"http" || url.host().isEmpty()) {
        complain(u"slipway attack: the URL must begin with http://, such as http://127.0.0.1:8000."_s);
        return 2;
    }
    const auto port = quint16(url.port(httpPort));
    const server::Attacker attacker(url.host(), port);
    if (const auto there = QCoro::waitFor(attacker.lookAround()); !there) {
        complain(u"slipway attack: %1"_s.arg(there.error().message));
        return 1;
    }
    const QByteArray authority = url.host().toUtf8() + ':' + QByteArray::number(port);
    return QCoro::waitFor(attackAll(attacker, authority)) == 0 ? 0 : 1;
}

} // namespace app
