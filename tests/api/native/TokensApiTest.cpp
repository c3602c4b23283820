// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/native/support/RunningServer.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace testing;

namespace {

const QByteArray asWindow = "Authorization: Bearer window\r\n";

QByteArray with(const QByteArray &token)
{
    return "x-api-key: " + token + "\r\n";
}

} // namespace

/// Tokens that are given out by name, and what each may do.
class TokensApiTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<RunningServer> m_server;

    QByteArray given(const QString &name, const QStringList &scopes, int perMinute = 0) const
    {
        const QJsonObject wish{{u"name"_s, name},
                               {u"scopes"_s, QJsonArray::fromStringList(scopes)},
                               {u"requests_per_minute"_s, perMinute}};
        const Reply reply = m_server->post("/control/tokens", wish, asWindow);
        return reply.status == 201 ? json(reply)[u"token"_s].toString().toUtf8() : QByteArray();
    }
    int status(const QByteArray &path, const QByteArray &headers) const
    {
        return m_server->ask("GET", path, {}, headers).status;
    }

private slots:
    void init()
    {
        server::AgentServer::Options options;
        options.http.controlToken = "window";
        options.http.needsToken = true;
        options.tokenFile =
            m_folder.filePath(u"%1.json"_s.arg(QString::fromLatin1(QTest::currentTestFunction())));
        m_server =
            std::make_unique<RunningServer>("provider: local\ntools: [evaluate_expression]\n", options);
    }
    void cleanup() { m_server.reset(); }

    void letsEachDoWhatItIsFor()
    {
        const QByteArray chat = given(u"chat"_s, {u"chat"_s});
        const QByteArray tools = given(u"tools"_s, {u"tools"_s});
        const QByteArray admin = given(u"admin"_s, {u"admin"_s});
        QVERIFY(!chat.isEmpty() && !tools.isEmpty() && !admin.isEmpty());
        QCOMPARE(status("/schema", {}), 401);
        QCOMPARE(status("/schema", with(chat)), 200);
        QCOMPARE(status("/schema", with(tools)), 403);
        QCOMPARE(status("/schema", with(admin)), 200);
        QCOMPARE(status("/tools", with(chat)), 403);
        QCOMPARE(status("/tools", with(tools)), 200);
        QCOMPARE(status("/control/agent", with(chat)), 403);
        QCOMPARE(status("/control/agent", with(admin)), 200);
        QCOMPARE(status("/health", {}), 200);
        const QJsonObject refused = json(m_server->ask("GET", "/tools", {}, with(chat)));
        QCOMPARE(refused[u"detail"_s].toString(),
                 u"This takes a token with the scope \"tools\", which yours is without."_s);
        const Reply asked = m_server->post("/invoke", {{u"prompt"_s, u"Hi"_s}}, with(chat));
        QCOMPARE(asked.status, 200);
    }

    void listsThemWithoutWhatIsSecret()
    {
        const QByteArray secret = given(u"Open WebUI"_s, {u"chat"_s, u"runs"_s}, 60);
        const Reply reply = m_server->ask("GET", "/control/tokens", {}, asWindow);
        QVERIFY(!reply.body.contains(secret) && !reply.body.contains("hash"));
        const QJsonArray tokens = json(reply)[u"tokens"_s].toArray();
        QCOMPARE(tokens.size(), 1);
        QJsonObject token = tokens.first().toObject();
        QVERIFY(QDateTime::fromString(token.take(u"created_at"_s).toString(), Qt::ISODate).isValid());
        QCOMPARE(token,
                 (QJsonObject{{u"name"_s, u"Open WebUI"_s},
                              {u"scopes"_s, QJsonArray{u"chat"_s, u"runs"_s}},
                              {u"requests_per_minute"_s, 60}}));
    }

    void forgetsOneThatIsRevoked()
    {
        const QByteArray secret = given(u"Open WebUI"_s, {u"chat"_s});
        QCOMPARE(status("/schema", with(secret)), 200);
        QCOMPARE(m_server->ask("DELETE", "/control/tokens/Open%20WebUI", {}, asWindow).status, 204);
        QCOMPARE(status("/schema", with(secret)), 401);
        QCOMPARE(m_server->ask("DELETE", "/control/tokens/Open%20WebUI", {}, asWindow).status, 404);
    }

    void limitsHowOftenItAsks()
    {
        const QByteArray secret = given(u"slow"_s, {u"chat"_s}, 2);
        QCOMPARE(status("/schema", with(secret)), 200);
        QCOMPARE(status("/schema", with(secret)), 200);
        const Reply reply = m_server->ask("GET", "/schema", {}, with(secret));
        QCOMPARE(reply.status, 429);
        const int seconds = reply.header("retry-after").toInt();
        QVERIFY2(seconds > 20 && seconds <= 30, qPrintable(QString::number(seconds)));
        QCOMPARE(status("/schema", asWindow), 200); // nobody else waits
    }

    void refusesABadWish()
    {
        const Reply nameless = m_server->post("/control/tokens", {{u"name"_s, u""_s}}, asWindow);
        QCOMPARE(nameless.status, 422);
        QCOMPARE(json(nameless)[u"where"_s].toString(), u"/name"_s);
        const QJsonObject taken{{u"name"_s, u"a"_s}};
        QCOMPARE(m_server->post("/control/tokens", taken, asWindow).status, 201);
        QCOMPARE(m_server->post("/control/tokens", taken, asWindow).status, 409);
    }

    void givesNoneToWhoIsNotAdmin()
    {
        const QByteArray all = given(u"a"_s, {u"chat"_s, u"tools"_s, u"runs"_s});
        QCOMPARE(m_server->post("/control/tokens", {{u"name"_s, u"b"_s}}, with(all)).status, 403);
        QCOMPARE(m_server->post("/control/tokens", {{u"name"_s, u"b"_s}}, with("x")).status, 401);
        QCOMPARE(m_server->ask("DELETE", "/control/tokens/a", {}, with(all)).status, 403);
        QCOMPARE(status("/schema", with(all)), 200);
    }

    void isNamedInTheLog()
    {
        const QByteArray secret = given(u"Open WebUI"_s, {u"chat"_s});
        QCOMPARE(status("/schema", with(secret)), 200);
        RawClient watcher(m_server->port());
        watcher.send(m_server->request("GET", "/control/log", {}, asWindow));
        const QByteArray said = "bytes \xC2\xB7 Open WebUI";
        watcher.readUntil([&] { return watcher.received().contains(said); });
        QVERIFY(watcher.received().contains(said));
        QVERIFY(!watcher.received().contains(secret));
    }
};

QTEST_GUILESS_MAIN(TokensApiTest)
#include "TokensApiTest.moc"
