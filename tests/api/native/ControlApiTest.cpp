// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/native/support/RunningServer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace testing;

namespace {

const QByteArray agentText = "name: First\nprovider: local\n";
const QByteArray mayControl = "Authorization: Bearer window\r\n";
const QByteArray jsonType = "Content-Type: application/json\r\n";

QByteArray newText(const QString &text)
{
    return QJsonDocument(QJsonObject{{u"text"_s, text}, {u"path"_s, u"/nonexistent/agent.yaml"_s}}).toJson();
}

} // namespace

class ControlApiTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<RunningServer> m_server;

    QJsonObject served() const { return json(m_server->ask("GET", "/control/agent", {}, mayControl)); }

private slots:
    void init()
    {
        server::AgentServer::Options options;
        options.http.controlToken = "window";
        m_server = std::make_unique<RunningServer>(agentText, options);
    }
    void cleanup() { m_server.reset(); }

    void isOnlyForTheWindow_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::newRow("no token") << QByteArray();
        QTest::newRow("wrong token") << QByteArray("Authorization: Bearer windoW\r\n");
        QTest::newRow("longer token") << QByteArray("Authorization: Bearer window1\r\n");
    }
    void isOnlyForTheWindow()
    {
        QFETCH(QByteArray, header);
        QCOMPARE(m_server->ask("GET", "/control/agent", {}, header).status, 401);
        QCOMPARE(m_server->ask("GET", "/control/log", {}, header).status, 401);
        QCOMPARE(m_server->ask("GET", "/control/usage", {}, header).status, 401);
        QCOMPARE(m_server->ask("PUT", "/control/agent", newText(u"name: Evil\n"_s), header + jsonType).status,
                 401);
        QCOMPARE(served()[u"name"_s], u"First"_s);
    }

    void replacesTheAgent()
    {
        const Reply reply = m_server->ask(
            "PUT", "/control/agent", newText(u"name: Second\nprovider: demo\n"_s), mayControl + jsonType);
        QCOMPARE(reply.status, 200);
        QCOMPARE(json(reply)[u"name"_s], u"Second"_s);
        QCOMPARE(json(reply)[u"revision"_s], 2);
        QCOMPARE(json(m_server->ask("GET", "/health"))[u"provider"_s], u"demo"_s);
    }

    void keepsTheLastGoodAgent()
    {
        const Reply reply = m_server->ask("PUT", "/control/agent", newText(u"name: Second\nmodle: x\n"_s),
                                          mayControl + jsonType);
        QCOMPARE(reply.status, 422);
        const QJsonObject diagnostic = json(reply)[u"diagnostics"_s].toArray().at(0).toObject();
        QCOMPARE(diagnostic[u"line"_s], 2);
        QCOMPARE(diagnostic[u"column"_s], 1);
        QCOMPARE(diagnostic[u"severity"_s], u"error"_s);
        QCOMPARE(diagnostic[u"suggestion"_s], u"model"_s);
        QCOMPARE(served()[u"name"_s], u"First"_s);
        QCOMPARE(served()[u"revision"_s], 1);
    }

    void tellsWhatWasUsed()
    {
        const QByteArray client = "User-Agent: curl/8.5.0\r\n";
        m_server->post("/invoke", {{u"prompt"_s, u"one"_s}, {u"session_id"_s, u"s1"_s}}, client);
        m_server->post("/invoke", {{u"prompt"_s, u"two"_s}, {u"session_id"_s, u"s2"_s}}, client);
        m_server->post("/invoke", {{u"prompt"_s, u"three"_s}, {u"session_id"_s, u"s1"_s}}, client);
        const auto used = [this](const QByteArray &query) {
            return json(m_server->ask("GET", "/control/usage" + query, {}, mayControl));
        };
        const QJsonObject days = used({});
        QCOMPARE(days[u"by"_s], u"day"_s);
        QCOMPARE(days[u"totals"_s].toArray().size(), 1);
        QCOMPARE(days[u"totals"_s][0][u"runs"_s], 3);
        QCOMPARE(days[u"totals"_s][0][u"cost_usd"_s], 0);
        QCOMPARE(used("?by=session")[u"totals"_s].toArray().size(), 2);
        const QJsonArray last = used("?by=session&limit=1")[u"totals"_s].toArray();
        QCOMPARE(last.size(), 1);
        QCOMPARE(last[0][u"name"_s], u"s1"_s);
        QCOMPARE(last[0][u"calls"_s], 2);
        QCOMPARE(used("?by=session&agent=First")[u"totals"_s].toArray().size(), 2);
        QCOMPARE(used("?by=session&agent=Some%20other")[u"totals"_s].toArray().size(), 0);
        QCOMPARE(used("?by=client")[u"totals"_s][0][u"name"_s], u"curl"_s);
        QCOMPARE(used("?by=model")[u"totals"_s][0][u"name"_s], u"gpt-5-mini"_s);
    }

    void refusesWhatIsNoQuestionOfUsage_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::newRow("by what?") << QByteArray("?by=colour");
        QTest::newRow("none") << QByteArray("?limit=0");
        QTest::newRow("too many") << QByteArray("?limit=1001");
        QTest::newRow("no number") << QByteArray("?limit=ten");
    }
    void refusesWhatIsNoQuestionOfUsage()
    {
        QFETCH(const QByteArray, query);
        QCOMPARE(m_server->ask("GET", "/control/usage" + query, {}, mayControl).status, 422);
    }

    void showsWhatHappensAsItHappens()
    {
        RawClient watcher(m_server->port());
        watcher.send(m_server->request("GET", "/control/log", {}, mayControl));
        QVERIFY(watcher.awaitBytes(1));
        m_server->post("/invoke", {{u"prompt"_s, u"hello"_s}});
        watcher.readUntil([&] { return watcher.received().contains("POST /invoke"); });
        QVERIFY(watcher.received().contains("started"));
        QVERIFY(watcher.received().contains("model call"));
        QVERIFY(watcher.received().contains("completed"));
        QVERIFY(watcher.received().contains("\"status\":200"));
        QVERIFY(!watcher.received().contains("/control/"));
    }

    void goesOnWhereAWatcherStopped()
    {
        m_server->ask("GET", "/health");
        m_server->ask("GET", "/schema");
        RawClient watcher(m_server->port());
        watcher.send(m_server->request("GET", "/control/log", {}, mayControl + "Last-Event-ID: 1\r\n"));
        watcher.readUntil([&] { return watcher.received().contains("GET /schema"); });
        QVERIFY(watcher.received().contains("id: 2\n"));
        QVERIFY(!watcher.received().contains("GET /health"));
    }
};

QTEST_GUILESS_MAIN(ControlApiTest)
#include "ControlApiTest.moc"
