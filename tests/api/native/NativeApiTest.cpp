// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/native/support/RunningServer.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace testing;

namespace {

const QByteArray echoAgent =
    "name: Echo\ndescription: Says it again.\nprovider: local\n"
    "conversation_starters: [Hello]\nquick_replies: [Again]\ntools: [evaluate_expression]\n";
const QByteArray demoAgent = "name: Demo\nprovider: demo\ntools: [evaluate_expression, unit_convert]\n";

// An agent whose only tool talks to a port of the test.
QByteArray agentCalling(quint16 port)
{
    return "name: Caller\nprovider: demo\ntools:\n"
           "  - name: fetch_report\n    description: Fetches the report.\n    http:\n      url: "
           "http://127.0.0.1:"
        + QByteArray::number(port) + "/report\n      timeout: 30\n";
}

QJsonObject object(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}

} // namespace

class NativeApiTest : public QObject
{
    Q_OBJECT
private slots:
    void tellsItsHealth()
    {
        const RunningServer server(echoAgent);
        const Reply reply = server.ask("GET", "/health");
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.header("content-type"), "application/json");
        const QJsonObject health = json(reply);
        QCOMPARE(health[u"status"_s], u"ok"_s);
        QCOMPARE(health[u"version"_s], QLatin1String(SLIPWAY_VERSION));
        QCOMPARE(health[u"agent"_s], u"Echo"_s);
        QCOMPARE(health[u"description"_s], u"Says it again."_s);
        QCOMPARE(health[u"provider"_s], u"local"_s);
        QCOMPARE(health[u"model"_s], u"gpt-5-mini"_s);
        QCOMPARE(health[u"tools"_s].toArray(), QJsonArray{u"evaluate_expression"_s});
        QCOMPARE(health[u"conversation_starters"_s].toArray(), QJsonArray{u"Hello"_s});
        QCOMPARE(health[u"quick_replies"_s].toArray(), QJsonArray{u"Again"_s});
        QVERIFY(!health[u"provider_reason"_s].toString().isEmpty());
    }

    void showsTheSchemasOfItsTools()
    {
        const RunningServer server(echoAgent);
        const QJsonObject schema = json(server.ask("GET", "/schema"));
        QCOMPARE(schema[u"model"_s], u"gpt-5-mini"_s);
        const QJsonObject tool = schema[u"tools"_s].toArray().at(0).toObject();
        QCOMPARE(tool[u"name"_s], u"evaluate_expression"_s);
        QCOMPARE(tool[u"parameters"_s].toObject()[u"required"_s].toArray(), QJsonArray{u"expression"_s});
    }

    void answersAPrompt()
    {
        const RunningServer server(echoAgent);
        const Reply reply = server.post("/invoke", {{u"prompt"_s, u"Grüß dich"_s}});
        QCOMPARE(reply.status, 200);
        const QJsonObject answer = json(reply);
        QCOMPARE(answer[u"content"_s], u"[local provider: gpt-5-mini] Grüß dich"_s);
        QCOMPARE(answer[u"iterations"_s], 1);
        QCOMPARE(answer[u"tokens"_s], 0);
        QCOMPARE(answer[u"cost_usd"_s], 0);
        QVERIFY(answer.contains(u"reasoning"_s) && answer[u"reasoning"_s].isNull());
        QCOMPARE(answer[u"tool_calls"_s].toArray(), QJsonArray());
        QCOMPARE(answer[u"run_id"_s].toString().size(), 32);
    }

    void saysWhichSessionItWas_data()
    {
        QTest::addColumn<QString>("session");
        QTest::newRow("short") << u"7"_s;
        QTest::newRow("any letters") << u"Gespräch/№1:🙂"_s;
        QTest::newRow("long") << QString(128, u's');
    }
    void saysWhichSessionItWas()
    {
        QFETCH(const QString, session);
        const RunningServer server(echoAgent);
        const QJsonObject body{{u"prompt"_s, u"hello"_s}, {u"session_id"_s, session}};
        QCOMPARE(json(server.post("/invoke", body))[u"session_id"_s], session);
        const QByteArrayList stream = events(server.post("/stream", body).body);
        QCOMPARE(object(stream.constFirst())[u"session_id"_s], session);
        QCOMPARE(object(stream.at(stream.size() - 2))[u"session_id"_s], session);
        const Reply without = server.post("/invoke", {{u"prompt"_s, u"hello"_s}});
        QVERIFY(!json(without).contains(u"session_id"_s));
    }

    void callsToolsForReal()
    {
        const RunningServer server(demoAgent);
        const QJsonObject answer = json(server.post("/invoke", {{u"prompt"_s, u"What is 6 * 7?"_s}}));
        const QJsonObject call = answer[u"tool_calls"_s].toArray().at(0).toObject();
        QCOMPARE(call[u"tool_name"_s], u"evaluate_expression"_s);
        QCOMPARE(call[u"outcome"_s], u"ok"_s);
        QVERIFY(call[u"result"_s].toString().endsWith(u"42"_s));
        QVERIFY(answer[u"content"_s].toString().contains(u"42"_s));
        QCOMPARE(answer[u"iterations"_s], 2);
    }

    void refusesWhatItCannotUnderstand_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("contentType");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("error");
        const QByteArray jsonType = "application/json";
        const QString sessionFault = u"session_id must be 1 to 128 printable characters without spaces"_s;
        QTest::newRow("no prompt") << QByteArray("{}") << jsonType << 422 << u"\"prompt\" is required"_s;
        QTest::newRow("empty prompt")
            << QByteArray(R"({"prompt":""})") << jsonType << 422 << u"prompt is required"_s;
        QTest::newRow("blank prompt")
            << QByteArray(R"({"prompt":" "})") << jsonType << 422 << u"prompt is required"_s;
        QTest::newRow("prompt is a number")
            << QByteArray(R"({"prompt":5})") << jsonType << 422 << u"expected text, found the number 5"_s;
        QTest::newRow("not an object")
            << QByteArray("[1]") << jsonType << 422 << u"expected an object, found a list"_s;
        QTest::newRow("unknown key") << QByteArray(R"({"prompt":"x","promt":1})") << jsonType << 422
                                     << u"unknown key \"promt\""_s;
        QTest::newRow("system turn") << QByteArray(
            R"({"prompt":"x","messages":[{"role":"system","content":"y"}]})")
                                     << jsonType << 422 << u"role must be user or assistant"_s;
        QTest::newRow("temperature out of range")
            << QByteArray(R"({"prompt":"x","config_overrides":{"temperature":9}})") << jsonType << 422
            << u"temperature must be between 0 and 2"_s;
        QTest::newRow("session without a name")
            << QByteArray(R"({"prompt":"x","session_id":""})") << jsonType << 422 << sessionFault;
        QTest::newRow("session with a space")
            << QByteArray(R"({"prompt":"x","session_id":"a b"})") << jsonType << 422 << sessionFault;
        QTest::newRow("session with a line end")
            << QByteArray(R"({"prompt":"x","session_id":"a\n"})") << jsonType << 422 << sessionFault;
        QTest::newRow("session with too long a name")
            << "{\"prompt\":\"x\",\"session_id\":\"" + QByteArray(129, 's') + "\"}" << jsonType << 422
            << sessionFault;
        QTest::newRow("not JSON") << QByteArray("{prompt") << jsonType << 400 << QString();
        QTest::newRow("no body") << QByteArray() << jsonType << 400 << QString();
        QTest::newRow("bad UTF-8") << QByteArray("{\"prompt\":\"\xff\xfe\"}") << jsonType << 400 << QString();
        QTest::newRow("a form") << QByteArray("prompt=x") << QByteArray("application/x-www-form-urlencoded")
                                << 415 << QString();
        QTest::newRow("plain text") << QByteArray(R"({"prompt":"x"})") << QByteArray("text/plain") << 415
                                    << QString();
    }
    void refusesWhatItCannotUnderstand()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, contentType);
        QFETCH(int, status);
        QFETCH(QString, error);
        const RunningServer server(echoAgent);
        for (const QByteArray path : {"/invoke", "/stream"}) {
            const Reply reply = server.ask("POST", path, body, "Content-Type: " + contentType + "\r\n");
            QCOMPARE(reply.status, status);
            QCOMPARE(reply.header("content-type"), "application/problem+json");
            QVERIFY(!json(reply)[u"error"_s].toString().isEmpty());
            if (!error.isEmpty())
                QCOMPARE(json(reply)[u"error"_s].toString(), error);
        }
    }

    void streamsEachPieceAndEnds()
    {
        const RunningServer server(demoAgent);
        RawClient client(server.port());
        const QByteArray body = R"({"prompt":"What is 6 * 7?"})";
        client.send(server.request("POST", "/stream", body, "Content-Type: application/json\r\n"));
        QVERIFY(client.awaitReplies(1));
        const Reply reply = client.replies().list.constFirst();
        QCOMPARE(reply.header("content-type"), "text/event-stream");
        QVERIFY(reply.chunked);
        const QByteArrayList datas = events(reply.body);
        QCOMPARE(datas.constLast(), "[DONE]");
        QString text;
        QStringList types;
        for (const QByteArray &data : datas.first(datas.size() - 1)) {
            const QJsonObject event = object(data);
            types.append(event[u"type"_s].toString());
            if (types.constLast() == u"chunk")
                text += event[u"content"_s].toString();
        }
        QCOMPARE(types.constFirst(), u"start"_s);
        QVERIFY(types.indexOf(u"tool_call"_s) < types.indexOf(u"tool_result"_s));
        QVERIFY(types.count(u"chunk"_s) > 3);
        QCOMPARE(types.constLast(), u"result"_s);
        const QJsonObject result = object(datas.at(datas.size() - 2));
        QCOMPARE(result[u"content"_s].toString(), text);
        QCOMPARE(result[u"iterations"_s], 2);

        client.send(server.request("GET", "/health")); // the same connection goes on
        QVERIFY(client.awaitReplies(2));
    }

    void numbersTheEventsOfAStream()
    {
        const RunningServer server(echoAgent);
        const Reply reply = server.post("/stream", {{u"prompt"_s, u"one two three"_s}});
        int last = 0;
        for (const QByteArray &line : reply.body.split('\n')) {
            if (!line.startsWith("id: "))
                continue;
            QVERIFY(line.mid(4).toInt() >= last);
            last = line.mid(4).toInt();
        }
        QVERIFY(last > 0);
    }

    void takesTheConversationFromTheClientOnly()
    {
        const RunningServer server(echoAgent);
        server.post("/invoke", {{u"prompt"_s, u"my secret"_s}});
        const Reply second = server.post("/invoke", {{u"prompt"_s, u"hello"_s}});
        QVERIFY(!second.body.contains("secret"));
        QCOMPARE(json(second)[u"iterations"_s], 1);
    }

    void overridesTheAgentForOneRequest()
    {
        const RunningServer server(echoAgent);
        const QJsonObject overridden{{u"prompt"_s, u"x"_s},
                                     {u"config_overrides"_s, QJsonObject{{u"model"_s, u"m2"_s}}}};
        QCOMPARE(json(server.post("/invoke", overridden))[u"content"_s], u"[local provider: m2] x"_s);
        QCOMPARE(json(server.post("/invoke", {{u"prompt"_s, u"x"_s}}))[u"content"_s],
                 u"[local provider: gpt-5-mini] x"_s);
    }

    void saysWhenTheProviderFails()
    {
        QTcpServer closed;
        closed.listen(QHostAddress(QHostAddress::LocalHost));
        const QByteArray nobody = QByteArray::number(closed.serverPort());
        closed.close();
        const RunningServer server("name: Lost\nprovider: openai\nbase_url: http://127.0.0.1:" + nobody
                                   + "/v1\nretry: {max_retries: 0}\n");
        const Reply reply = server.post("/invoke", {{u"prompt"_s, u"x"_s}});
        QCOMPARE(reply.status, 502);
        QCOMPARE(json(reply)[u"kind"_s], u"unavailable"_s);
        QCOMPARE(json(reply)[u"run_id"_s].toString().size(), 32);

        const QByteArrayList datas = events(server.post("/stream", {{u"prompt"_s, u"x"_s}}).body);
        QCOMPARE(datas.constLast(), "[DONE]");
        const QJsonObject error = object(datas.at(datas.size() - 2));
        QCOMPARE(error[u"type"_s], u"error"_s);
        QCOMPARE(error[u"error"_s].toObject()[u"type"_s], u"unavailable"_s);
    }

    void stopsTheRunAndItsToolWhenTheClientLeaves_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<bool>("rudely");
        QTest::newRow("stream, FIN") << QByteArray("/stream") << false;
        QTest::newRow("stream, RST") << QByteArray("/stream") << true;
        QTest::newRow("invoke, FIN") << QByteArray("/invoke") << false;
        QTest::newRow("invoke, RST") << QByteArray("/invoke") << true;
    }
    void stopsTheRunAndItsToolWhenTheClientLeaves()
    {
        QFETCH(QByteArray, path);
        QFETCH(bool, rudely);
        QTcpServer silent; // takes the tool's request and never answers
        QVERIFY(silent.listen(QHostAddress(QHostAddress::LocalHost)));
        const RunningServer server(agentCalling(silent.serverPort()));
        RawClient client(server.port());
        client.send(server.request("POST", path, R"({"prompt":"Fetch the report"})",
                                   "Content-Type: application/json\r\n"));
        QTRY_VERIFY(silent.hasPendingConnections());
        QTcpSocket *tool = silent.nextPendingConnection();
        QTRY_VERIFY(tool->bytesAvailable() > 0);

        QElapsedTimer watch;
        watch.start();
        rudely ? client.reset() : client.close();
        QTRY_COMPARE(tool->state(), QAbstractSocket::UnconnectedState);
        QVERIFY2(watch.elapsed() < 1000, qPrintable(QString::number(watch.elapsed())));
    }

    void servesThePlaygroundUnderAStrictPolicy()
    {
        const RunningServer server(echoAgent);
        const Reply page = server.ask("GET", "/playground");
        QCOMPARE(page.status, 200);
        QCOMPARE(page.header("content-type"), "text/html; charset=utf-8");
        const QByteArray policy = page.header("content-security-policy");
        QVERIFY(policy.startsWith("default-src 'none'"));
        QVERIFY(!policy.contains("unsafe"));
        QVERIFY(!policy.contains("http"));
        const Reply head = server.ask("HEAD", "/playground");
        QCOMPARE(head.header("content-length").toInt(), page.body.size());
        QVERIFY(head.body.isEmpty());
        const Reply root = server.ask("GET", "/");
        QCOMPARE(root.status, 302);
        QCOMPARE(root.header("location"), "/playground");
    }

    void servesNoPlaygroundIfNotWanted()
    {
        server::AgentServer::Options options;
        options.playground = false;
        const RunningServer server(echoAgent, options);
        QCOMPARE(server.ask("GET", "/playground").status, 404);
        QCOMPARE(server.ask("GET", "/").status, 404);
    }

    void wantsTheTokenIfItHasOne_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<int>("status");
        QTest::newRow("none") << QByteArray("/schema") << QByteArray() << 401;
        QTest::newRow("wrong") << QByteArray("/schema") << QByteArray("Authorization: Bearer nope\r\n")
                               << 401;
        QTest::newRow("bearer") << QByteArray("/schema") << QByteArray("Authorization: Bearer s3cret\r\n")
                                << 200;
        QTest::newRow("x-api-key") << QByteArray("/schema") << QByteArray("x-api-key: s3cret\r\n") << 200;
        QTest::newRow("health is open") << QByteArray("/health") << QByteArray() << 200;
        QTest::newRow("the page is open") << QByteArray("/playground") << QByteArray() << 200;
    }
    void wantsTheTokenIfItHasOne()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, header);
        QFETCH(int, status);
        server::AgentServer::Options options;
        options.http.token = "s3cret";
        const RunningServer server(echoAgent, options);
        QCOMPARE(server.ask("GET", path, {}, header).status, status);
    }

    void knowsItsRoutes_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("allow");
        QTest::newRow("nothing there") << QByteArray("GET") << QByteArray("/nope") << 404 << QByteArray();
        QTest::newRow("wrong method")
            << QByteArray("GET") << QByteArray("/invoke") << 405 << QByteArray("POST, OPTIONS");
        QTest::newRow("delete") << QByteArray("DELETE") << QByteArray("/health") << 405
                                << QByteArray("GET, HEAD, OPTIONS");
        QTest::newRow("options") << QByteArray("OPTIONS") << QByteArray("/stream") << 204
                                 << QByteArray("POST, OPTIONS");
        QTest::newRow("control without a token")
            << QByteArray("GET") << QByteArray("/control/agent") << 404 << QByteArray();
    }
    void knowsItsRoutes()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, path);
        QFETCH(int, status);
        QFETCH(QByteArray, allow);
        const RunningServer server(echoAgent);
        const Reply reply = server.ask(method, path);
        QCOMPARE(reply.status, status);
        QCOMPARE(reply.header("allow"), allow);
    }
};

QTEST_GUILESS_MAIN(NativeApiTest)
#include "NativeApiTest.moc"
