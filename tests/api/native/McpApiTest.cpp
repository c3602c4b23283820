// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/native/support/RunningServer.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace testing;

/// What the window asks about MCP servers.
class McpApiTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<RunningServer> m_server;

    Reply asked(const QByteArray &text, const QByteArray &token = "window") const
    {
        const QJsonObject body{{u"text"_s, QString::fromUtf8(text)},
                               {u"path"_s, u"/nonexistent/agent.yaml"_s},
                               {u"server"_s, u"probe"_s}};
        return m_server->post("/control/mcp", body, "Authorization: Bearer " + token + "\r\n");
    }

private slots:
    void init()
    {
        server::AgentServer::Options options;
        options.http.controlToken = "window";
        m_server = std::make_unique<RunningServer>("provider: local\n", options);
    }
    void cleanup() { m_server.reset(); }

    void listsAllThatAServerHas()
    {
        const QByteArray text =
            "mcp_servers:\n  probe: { command: " MCP_TEST_SERVER ", cwd: /, tools: [echo] }\n";
        const Reply reply = asked(text);
        QCOMPARE(reply.status, 200);
        const QJsonObject body = json(reply);
        QCOMPARE(body[u"title"_s], QJsonValue(u"probe server 1.0"_s));
        const QJsonArray tools = body[u"tools"_s].toArray();
        QVERIFY(tools.size() > 1);
        QCOMPARE(tools.first().toObject(),
                 (QJsonObject{{u"name"_s, u"echo"_s},
                              {u"call"_s, u"probe__echo"_s},
                              {u"description"_s, u"The tool echo"_s},
                              {u"side_effect"_s, u"executes"_s}}));
        const QJsonObject resource{{u"uri"_s, u"probe://one"_s}, {u"name"_s, u"one"_s}};
        QCOMPARE(body[u"resources"_s], QJsonValue(QJsonArray{resource}));
        const QJsonObject prompt{{u"name"_s, u"greet"_s}, {u"description"_s, u"Says hello"_s}};
        QCOMPARE(body[u"prompts"_s], QJsonValue(QJsonArray{prompt}));
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("detail");
        QTest::newRow("does not start")
            << QByteArray("mcp_servers:\n  probe: { command: " MCP_TEST_SERVER ", cwd: /, args: [dies] }\n")
            << 502 << u"The MCP server \"probe\" ended by itself with the status 3"_s;
        QTest::newRow("not there") << QByteArray("name: A\n") << 404
                                   << u"The text has no MCP server \"probe\"."_s;
        QTest::newRow("faulty") << QByteArray("nome: A\n") << 422 << u"/nonexistent/agent.yaml:1:1"_s;
    }
    void saysWhatIsWrong()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, detail);
        const Reply reply = asked(text);
        QTEST(reply.status, "status");
        const QString said = json(reply)[u"detail"_s].toString();
        QVERIFY2(said.startsWith(detail), qPrintable(said));
    }

    void isReadyOnceItsServersAre()
    {
        QCOMPARE(m_server->ask("GET", "/ready").status, 200);
        m_server = std::make_unique<RunningServer>(
            "provider: local\nmcp_servers:\n  probe: { command: " MCP_TEST_SERVER
            ", cwd: /, args: [dies] }\n");
        QCOMPARE(m_server->ask("GET", "/health").status, 200);
        const Reply reply = m_server->ask("GET", "/ready");
        QCOMPARE(reply.status, 503);
        const QJsonArray missing = json(reply)[u"missing"_s].toArray();
        QCOMPARE(missing.size(), 1);
        QVERIFY(missing.first().toString().startsWith(u"The MCP server \"probe\" ended by itself"_s));
    }

    void answersNobodyButTheWindow() { QCOMPARE(asked("name: A\n", "other").status, 401); }
};

QTEST_GUILESS_MAIN(McpApiTest)
#include "McpApiTest.moc"
