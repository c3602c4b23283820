// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/native/support/RunningServer.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace testing;

namespace {

const QByteArray agentText = "name: Bench\nprovider: demo\n"
                             "tools:\n"
                             "  - evaluate_expression\n"
                             "  - unit_convert\n"
                             "  - write_file\n"
                             "  - read_file\n"
                             "  - count_text\n"
                             "  - {name: clerk, agent: clerk}\n"
                             "agents:\n"
                             "  clerk: {description: Knows the forms.}\n"
                             "policy:\n"
                             "  tools:\n"
                             "    unit_convert: ask\n"
                             "    read_file: {action: deny, message: Not today.}\n"
                             "    count_text: {action: mock, message: 'Of {text}.'}\n";
const QByteArray control = "Authorization: Bearer control-token\r\n";
const QByteArray jsonType = "Content-Type: application/json\r\n";

server::AgentServer::Options options()
{
    server::AgentServer::Options made;
    made.http.controlToken = "control-token";
    return made;
}

QByteArray agentCalling(quint16 port)
{
    return "name: Caller\nprovider: demo\ntools:\n"
           "  - name: fetch_report\n    description: Fetches the report.\n    http:\n      url: "
           "http://127.0.0.1:"
        + QByteArray::number(port) + "/report\n      timeout: 30\n";
}

const QJsonObject metres{{u"value"_s, 1}, {u"from_unit"_s, u"km"_s}, {u"to_unit"_s, u"m"_s}};

} // namespace

/// GET /tools and POST /tools/{name}.
class ToolsApiTest : public QObject
{
    Q_OBJECT
private slots:
    void listsTheToolsThatCanBeCalledAlone()
    {
        const RunningServer server(agentText, options());
        const Reply reply = server.ask("GET", "/tools");
        QCOMPARE(reply.status, 200);
        QStringList names;
        const QJsonArray tools = json(reply)[u"tools"_s].toArray();
        for (const QJsonValue &tool : tools)
            names.append(tool[u"name"_s].toString());
        QCOMPARE(names,
                 QStringList({u"evaluate_expression"_s, u"unit_convert"_s, u"write_file"_s, u"read_file"_s,
                              u"count_text"_s}));
        QCOMPARE(tools.at(2)[u"side_effect"_s], u"writes"_s);
        QCOMPARE(tools.at(2)[u"kind"_s], u"toolbox"_s);
        QVERIFY(!tools.at(2)[u"description"_s].toString().isEmpty());
        QVERIFY(tools.at(2)[u"parameters"_s][u"properties"_s].toObject().contains(u"content"_s));
    }

    void callsATool()
    {
        const RunningServer server(agentText, options());
        const Reply reply = server.post("/tools/evaluate_expression", {{u"expression"_s, u"6 * 7"_s}});
        QCOMPARE(reply.status, 200);
        const QJsonObject answer = json(reply);
        QCOMPARE(answer.keys(), QStringList({u"duration_ms"_s, u"outcome"_s, u"result"_s, u"tool"_s}));
        QCOMPARE(answer[u"tool"_s], u"evaluate_expression"_s);
        QCOMPARE(answer[u"outcome"_s], u"ok"_s);
        QVERIFY(answer[u"result"_s].toString().endsWith(u"42"_s));
        QVERIFY(answer[u"duration_ms"_s].isDouble());

        const QJsonObject failed =
            json(server.post("/tools/evaluate_expression", {{u"expression"_s, u"6 *"_s}}));
        QCOMPARE(failed[u"outcome"_s], u"error"_s);
        QVERIFY(!failed[u"result"_s].toString().isEmpty());

        QJsonObject texts = metres; // made fit, as a model's are
        texts.insert(u"value"_s, u"1"_s);
        const QJsonObject converted = json(server.post("/tools/unit_convert", texts, control));
        QVERIFY2(converted[u"result"_s].toString().contains(u"1000"_s),
                 qPrintable(converted[u"result"_s].toString()));
    }

    void givesWhatAToolGaveBesideItsText()
    {
        const QByteArray text =
            "name: Bench\nprovider: demo\nmcp_servers:\n  probe: { command: " MCP_TEST_SERVER ", cwd: / }\n";
        const RunningServer server(text, options());
        const QJsonObject answer = json(server.post("/tools/probe__draws", {}, control));
        QCOMPARE(answer[u"outcome"_s], u"ok"_s);
        const QJsonObject picture{
            {u"media_type"_s, u"image/png"_s}, {u"data"_s, u"iVBORw0KGgo="_s}, {u"name"_s, u""_s}};
        QCOMPARE(answer[u"attachments"_s].toArray(), QJsonArray{picture});
    }

    void refusesWhatCannotBeCalled_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("detail");
        QTest::newRow("no such tool") << QByteArray("/tools/read_fil") << QByteArray("{}") << 404
                                      << u"There is no tool \"read_fil\"; did you mean \"read_file\"?"_s;
        QTest::newRow("an agent") << QByteArray("/tools/clerk") << QByteArray("{}") << 422
                                  << u"\"clerk\" is another agent, not a tool that can be called alone."_s;
        QTest::newRow("a missing argument")
            << QByteArray("/tools/evaluate_expression") << QByteArray("{}") << 422
            << u"evaluate_expression needs the argument \"expression\""_s;
        QTest::newRow("an unknown argument")
            << QByteArray("/tools/evaluate_expression") << QByteArray(R"({"expresion":"1"})") << 422
            << u"evaluate_expression has no argument \"expresion\"; did you mean \"expression\"?"_s;
        QTest::newRow("a list") << QByteArray("/tools/evaluate_expression") << QByteArray("[1]") << 422
                                << u"expected an object, found a list"_s;
        QTest::newRow("not JSON") << QByteArray("/tools/evaluate_expression") << QByteArray("{") << 400
                                  << QString();
        QTest::newRow("nothing") << QByteArray("/tools/evaluate_expression") << QByteArray() << 400
                                 << QString();
        QTest::newRow("a path") << QByteArray("/tools/a/b") << QByteArray("{}") << 404 << QString();
        QTest::newRow("too much") << QByteArray("/tools/evaluate_expression")
                                  << QByteArray("{\"expression\":\"") + QByteArray(5 << 20, '1') + "\"}"
                                  << 413 << QString();
    }
    void refusesWhatCannotBeCalled()
    {
        QFETCH(const QByteArray, path);
        QFETCH(const QByteArray, body);
        QFETCH(const int, status);
        QFETCH(const QString, detail);
        const RunningServer server(agentText, options());
        const Reply reply = server.ask("POST", path, body, jsonType);
        QCOMPARE(reply.status, status);
        QCOMPARE(reply.header("content-type"), "application/problem+json");
        if (!detail.isEmpty())
            QCOMPARE(json(reply)[u"detail"_s].toString(), detail);
        QCOMPARE(server.ask("GET", path).status, path == "/tools/a/b" ? 404 : 405);
    }

    void asksThePersonAtTheWindowOnly()
    {
        const RunningServer server(agentText, options());
        const Reply asked = server.post("/tools/unit_convert", metres);
        QCOMPARE(asked.status, 403);
        QVERIFY(json(asked)[u"detail"_s].toString().contains(u"policy: {tools: {unit_convert: live}}"_s));
        QCOMPARE(json(asked)[u"where"_s], u"/policy/tools/unit_convert"_s);
        const Reply wrong = server.post("/tools/unit_convert", metres, "Authorization: Bearer guess\r\n");
        QCOMPARE(wrong.status, 403);
        QCOMPARE(json(server.post("/tools/unit_convert", metres, control))[u"outcome"_s], u"ok"_s);

        const QJsonObject file{{u"filepath"_s, u"x.txt"_s}, {u"content"_s, u"x"_s}};
        const Reply writes = server.post("/tools/write_file", file);
        QCOMPARE(writes.status, 403);
        QVERIFY(json(writes)[u"detail"_s].toString().contains(u"policy: {tools: {write_file: live}}"_s));
    }

    void obeysThePolicy()
    {
        const RunningServer server(agentText, options());
        for (const QByteArray &token : {QByteArray(), control}) {
            const Reply denied = server.post("/tools/read_file", {{u"filepath"_s, u"x"_s}}, token);
            QCOMPARE(denied.status, 403);
            QCOMPARE(json(denied)[u"detail"_s], u"Tool 'read_file' denied by policy: Not today."_s);
            const Reply mocked = server.post("/tools/count_text", {{u"text"_s, u"this"_s}}, token);
            QCOMPARE(json(mocked)[u"result"_s], u"Of this."_s);
        }
    }

    void wantsTheTokenIfItHasOne()
    {
        server::AgentServer::Options made = options();
        made.http.token = "s3cret";
        const RunningServer server(agentText, made);
        const QJsonObject sum{{u"expression"_s, u"1"_s}};
        QCOMPARE(server.ask("GET", "/tools").status, 401);
        QCOMPARE(server.post("/tools/evaluate_expression", sum).status, 401);
        const QByteArray token = "Authorization: Bearer s3cret\r\n";
        QCOMPARE(server.post("/tools/evaluate_expression", sum, token).status, 200);
        QCOMPARE(server.post("/tools/unit_convert", metres, token).status, 403); // it is nobody's button
    }

    void isInTheActivityLog()
    {
        const RunningServer server(agentText, options());
        server.post("/tools/evaluate_expression", {{u"expression"_s, u"6 * 7"_s}});
        RawClient client(server.port());
        client.send(server.request("GET", "/control/log", {}, control));
        client.readUntil([&client] { return client.received().contains("POST /tools/evaluate_expression"); });
        QVERIFY(client.received().contains("\"{\\\"expression\\\":\\\"6 * 7\\\"}"));
        QVERIFY(client.received().contains("\"message\":\"ok\""));
    }

    void tellsNobodyWhatAToolWasGiven()
    {
        const QByteArray planted = "planted-0-cafe";
        const QTemporaryDir folder;
        server::AgentServer::Options made = options();
        made.surroundings.environment = {{u"PATH"_s, u"/usr/bin:/bin"_s},
                                         {u"SHOP_TOKEN"_s, QString::fromLatin1(planted)}};
        const RunningServer server("name: Shop\nprovider: demo\ntools:\n"
                                   "  - name: show\n    description: Shows.\n    command:\n"
                                   "      program: env\n      env: {TOLD: '${SHOP_TOKEN}'}\n",
                                   made, folder.filePath(u"agent.yaml"_s));
        const Reply reply = server.post("/tools/show", {}, control);
        QVERIFY2(json(reply)[u"result"_s].toString().contains(u"TOLD=REMOVED"_s), reply.body.constData());
        QVERIFY(!reply.body.contains(planted));
        RawClient client(server.port());
        client.send(server.request("GET", "/control/log", {}, control));
        client.readUntil([&client] { return client.received().contains("\"message\":\"ok\""); });
        QVERIFY(client.received().contains("TOLD=REMOVED"));
        QVERIFY(!client.received().contains(planted));
    }

    void stopsTheToolWhenTheClientLeaves_data()
    {
        QTest::addColumn<bool>("rudely");
        QTest::newRow("FIN") << false;
        QTest::newRow("RST") << true;
    }
    void stopsTheToolWhenTheClientLeaves()
    {
        QFETCH(const bool, rudely);
        QTcpServer silent; // takes the tool's request and never answers
        QVERIFY(silent.listen(QHostAddress(QHostAddress::LocalHost)));
        const RunningServer server(agentCalling(silent.serverPort()));
        RawClient client(server.port());
        client.send(server.request("POST", "/tools/fetch_report", "{}", jsonType));
        QTRY_VERIFY(silent.hasPendingConnections());
        QTcpSocket *tool = silent.nextPendingConnection();
        QTRY_VERIFY(tool->bytesAvailable() > 0);

        QElapsedTimer watch;
        watch.start();
        rudely ? client.reset() : client.close();
        QTRY_COMPARE(tool->state(), QAbstractSocket::UnconnectedState);
        QVERIFY2(watch.elapsed() < 1000, qPrintable(QString::number(watch.elapsed())));
    }

    void endsWithTheServer()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress(QHostAddress::LocalHost)));
        auto server = std::make_unique<RunningServer>(agentCalling(silent.serverPort()));
        RawClient client(server->port());
        client.send(server->request("POST", "/tools/fetch_report", "{}", jsonType));
        QTRY_VERIFY(silent.hasPendingConnections());
        QElapsedTimer watch;
        watch.start();
        server.reset(); // waits for the call
        QVERIFY2(watch.elapsed() < 5000, qPrintable(QString::number(watch.elapsed())));
    }
};

QTEST_GUILESS_MAIN(ToolsApiTest)
#include "ToolsApiTest.moc"
