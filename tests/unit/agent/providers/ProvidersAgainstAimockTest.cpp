// SPDX-License-Identifier: GPL-3.0-or-later
#include "Wires.h"

#include "agent/base/Json.h"
#include "tests/support/Testing.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QRegularExpression>

using namespace agent;
using namespace testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Heard
{
    QString text;
    QString reasoning;
    qsizetype pieces = 0;
};

QList<ToolInfo> weatherTool()
{
    const QJsonObject city{{u"type"_s, u"string"_s}};
    const QJsonObject parameters{{u"type"_s, u"object"_s}, {u"properties"_s, QJsonObject{{u"city"_s, city}}}};
    return {{u"get_weather"_s, u"Tells the weather."_s, parameters, u"http"_s, SideEffect::Network}};
}

ModelRequest asking(const QString &text)
{
    ModelRequest request;
    request.model = u"m"_s;
    request.messages = {{Role::User, text, {}, {}}};
    request.tools = weatherTool();
    request.idleLimit = 10s;
    return request;
}

} // namespace

/// All our providers against a mock model server that others wrote (tests/clients/package.json).
class ProvidersAgainstAimockTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { startServer(); }
    void cleanupTestCase() { stopServer(); }
    void init()
    {
        m_heard = {};
        m_stopsAtFirstPiece = false;
    }

    void streamsAnAnswer_data() { addWires(); }
    void streamsAnAnswer()
    {
        const auto reply = ask(asking(u"hello"_s));
        QVERIFY_RESULT(reply);
        QCOMPARE(reply->message.text, u"Grüße aus Oslo, 世界 🚢!"_s);
        QCOMPARE(m_heard.text, reply->message.text);
        QVERIFY(m_heard.pieces > 3);
        QCOMPARE(reply->finish, FinishReason::Stop);
        QVERIFY(reply->usage);
        QFETCH(QString, wireName);
        if (wireName == u"ollama") // the mock counts nothing here
            return;
        QCOMPARE(reply->usage->inputTokens, 11);
        QCOMPARE(reply->usage->outputTokens, 7);
    }
    void callsToolsAndGoesOn_data() { addWires(); }
    void callsToolsAndGoesOn()
    {
        ModelRequest request = asking(u"How is the weather?"_s);
        const auto calls = ask(request);
        QVERIFY_RESULT(calls);
        QCOMPARE(calls->finish, FinishReason::ToolCalls);
        QCOMPARE(calls->message.toolCalls.size(), 2);
        QVERIFY(calls->message.toolCalls[0].id != calls->message.toolCalls[1].id);
        QCOMPARE(calls->message.toolCalls[0].name, u"get_weather"_s);
        QCOMPARE(calls->message.toolCalls[0].arguments.value(u"city"_s), QJsonValue(u"Oslo"_s));
        QCOMPARE(calls->message.toolCalls[1].arguments.value(u"city"_s), QJsonValue(u"Rome"_s));
        request.messages.append(calls->message);
        for (const ToolCall &call : calls->message.toolCalls)
            request.messages.append({Role::Tool, u"18 °C"_s, {}, call.id});
        const auto answer = ask(request);
        QVERIFY_RESULT(answer);
        QCOMPARE(answer->message.text, u"It is 18 °C in Oslo."_s);
    }
    void isUnderstoodByTheServer_data() { addWires(); }
    void isUnderstoodByTheServer()
    {
        QFETCH(QString, wireName);
        ModelRequest request = asking(u"hello"_s);
        request.instructions = u"Be brief."_s;
        QVERIFY(ask(request));
        const QJsonObject last = journal().last().toObject();
        QCOMPARE(QUrl(last.value(u"path"_s).toString()).path(), wire(wireName).path);
        // The mock keeps a request as what OpenAI would have got.
        const QJsonObject body = last.value(u"body"_s).toObject();
        const QJsonArray messages = body.value(u"messages"_s).toArray();
        QCOMPARE(messages.size(), 2);
        QCOMPARE(messages.at(0)[u"content"].toString(), u"Be brief."_s);
        QCOMPARE(body.value(u"tools"_s)[0][u"function"][u"name"].toString(), u"get_weather"_s);
    }
    void hearsReasoning_data() { addWires({u"ollama"_s}); } // the mock calls it by another name than Ollama
    void hearsReasoning()
    {
        const auto reply = ask(asking(u"think"_s));
        QVERIFY_RESULT(reply);
        QCOMPARE(m_heard.reasoning, u"6*7 is 42"_s);
        QCOMPARE(reply->message.text, u"42"_s);
    }
    // With the others arguments are objects, in the mock at least.
    void keepsUnreadableArguments_data() { addWires({u"anthropic"_s, u"gemini"_s, u"ollama"_s}); }
    void keepsUnreadableArguments()
    {
        const auto reply = ask(asking(u"bad arguments"_s));
        QVERIFY_RESULT(reply);
        QCOMPARE(reply->message.toolCalls.constFirst().unreadable, std::optional(u"{\"city\": \"Os"_s));
    }
    void tellsThatItWasCutByLength_data() { addWires({u"ollama"_s}); } // the mock always says "stop"
    void tellsThatItWasCutByLength()
    {
        const auto reply = ask(asking(u"too long"_s));
        QVERIFY_RESULT(reply);
        QCOMPARE(reply->finish, FinishReason::Length);
    }
    void failsThenRecovers_data() { addWires(); }
    void failsThenRecovers()
    {
        stopServer(); // it counts how often it was asked the same
        startServer();
        const auto down = ask(asking(u"flaky"_s));
        QVERIFY(!down);
        QCOMPARE(down.error().kind, ErrorKind::Unavailable);
        QVERIFY(down.error().message.contains(u"try later"_s));
        const auto limited = ask(asking(u"flaky"_s));
        QVERIFY(!limited);
        QCOMPARE(limited.error().kind, ErrorKind::RateLimited);
        const auto overloaded = ask(asking(u"flaky"_s));
        QVERIFY(!overloaded);
        QCOMPARE(overloaded.error().kind, ErrorKind::Unavailable);
        QVERIFY(overloaded.error().message.contains(u"(529): Overloaded"_s));
        const auto recovered = ask(asking(u"flaky"_s));
        QVERIFY_RESULT(recovered);
        QCOMPARE(recovered->message.text, u"recovered"_s);
    }
    void failsWhereTheServerFails_data()
    {
        QTest::addColumn<QString>("wireName");
        QTest::addColumn<QString>("question");
        QTest::addColumn<int>("kind");
        for (const Wire &wire : wires()) {
            const auto row = [&wire](const char *question, ErrorKind kind) {
                QTest::addRow("%s: %s", qPrintable(wire.name), question)
                    << wire.name << QString::fromLatin1(question) << int(kind);
            };
            row("cut me off", ErrorKind::Unavailable);
            row("hang up", ErrorKind::Unavailable);
            row("malformed", ErrorKind::Unavailable);
            row("nobody knows this one", ErrorKind::NotFound);
        }
    }
    void failsWhereTheServerFails()
    {
        QFETCH(QString, question);
        QFETCH(int, kind);
        const auto reply = ask(asking(question));
        QVERIFY(!reply);
        QCOMPARE(kindName(reply.error().kind), kindName(ErrorKind(kind)));
    }
    void stopsASlowAnswer_data() { addWires(); }
    void stopsASlowAnswer()
    {
        QElapsedTimer timer;
        timer.start();
        m_stopsAtFirstPiece = true;
        const auto reply = ask(asking(u"slow"_s));
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, ErrorKind::Cancelled);
        QCOMPARE(m_heard.pieces, 1);
        QVERIFY(timer.elapsed() < 2000);
    }

private:
    static void addWires(const QStringList &without = {})
    {
        QTest::addColumn<QString>("wireName");
        for (const Wire &wire : wires()) {
            if (!without.contains(wire.name))
                QTest::newRow(qPrintable(wire.name)) << wire.name;
        }
    }
    bool readAddress()
    {
        m_output += m_server.readAll();
        static const QRegularExpression address(u"http://127\\.0\\.0\\.1:\\d+"_s);
        m_address = address.match(QString::fromUtf8(m_output)).captured();
        return !m_address.isEmpty();
    }
    void startServer()
    {
        const QString clients = QStringLiteral(CLIENTS);
        m_output.clear();
        m_server.setProcessChannelMode(QProcess::MergedChannels);
        m_server.start(u"node"_s,
                       {clients + u"/node_modules/@copilotkit/aimock/dist/cli.js"_s, u"-p"_s, u"0"_s, u"-h"_s,
                        u"127.0.0.1"_s, u"-f"_s, clients + u"/aimock"_s});
        QTRY_VERIFY_WITH_TIMEOUT(readAddress(), 30000);
    }
    void stopServer()
    {
        m_server.terminate();
        if (!m_server.waitForFinished(5000))
            m_server.kill();
        m_server.waitForFinished();
    }
    QJsonArray journal()
    {
        const HttpQuestion question{QUrl(m_address + u"/__aimock/journal"_s), {}, {}};
        const auto answer = await(fetch(question, 5s, {}));
        return json::parseText(answer.value_or(QByteArray()))->toArray();
    }
    Result<ModelReply> ask(const ModelRequest &request)
    {
        QFETCH(QString, wireName);
        const Wire &spoken = wire(wireName);
        const auto provider = spoken.provider(spoken.settings(QUrl(m_address)));
        std::stop_source stop;
        const ModelSink sink = [this, stop](const ModelDelta &delta) mutable {
            ++m_heard.pieces;
            if (const auto *piece = std::get_if<TextPiece>(&delta))
                m_heard.text += piece->text;
            else if (const auto *thought = std::get_if<ReasoningPiece>(&delta))
                m_heard.reasoning += thought->text;
            if (m_stopsAtFirstPiece)
                stop.request_stop();
        };
        return await(provider->complete(request, sink, stop.get_token()));
    }

    QProcess m_server;
    QByteArray m_output;
    QString m_address;
    Heard m_heard;
    bool m_stopsAtFirstPiece = false;
};

QTEST_GUILESS_MAIN(ProvidersAgainstAimockTest)
#include "ProvidersAgainstAimockTest.moc"
