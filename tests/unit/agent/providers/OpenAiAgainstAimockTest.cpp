// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/Json.h"
#include "agent/providers/openai/OpenAiProvider.h"
#include "tests/support/Testing.h"

#include <QElapsedTimer>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>

using namespace agent;
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

ModelRequest question(const QString &text)
{
    ModelRequest request;
    request.model = u"gpt-4o"_s;
    request.messages = {{Role::User, text, {}, {}}};
    request.tools = weatherTool();
    request.idleLimit = 5s;
    return request;
}

} // namespace

/// Our client against a mock model server that others wrote (tests/clients/package.json).
class OpenAiAgainstAimockTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase()
    {
        const QString clients = QStringLiteral(CLIENTS);
        m_server.setProcessChannelMode(QProcess::MergedChannels);
        m_server.start(u"node"_s,
                       {clients + u"/node_modules/@copilotkit/aimock/dist/cli.js"_s, u"-p"_s, u"0"_s, u"-h"_s,
                        u"127.0.0.1"_s, u"-f"_s, clients + u"/aimock"_s});
        QTRY_VERIFY_WITH_TIMEOUT(readAddress(), 20000);
    }
    void cleanupTestCase()
    {
        m_server.terminate();
        if (!m_server.waitForFinished(5000))
            m_server.kill();
    }
    void init() { m_heard = {}; }

    void streamsAnAnswerWithUsage()
    {
        const auto reply = ask(question(u"hello"_s));
        QVERIFY_RESULT(reply);
        QCOMPARE(reply->message.text, u"Grüße aus Oslo, 世界 🚢!"_s);
        QCOMPARE(m_heard.text, reply->message.text);
        QVERIFY(m_heard.pieces > 3);
        QCOMPARE(reply->finish, FinishReason::Stop);
        QVERIFY(reply->usage);
        QCOMPARE(reply->usage->inputTokens, 11);
        QCOMPARE(reply->usage->outputTokens, 7);
    }
    void callsToolsAndGoesOn()
    {
        ModelRequest request = question(u"How is the weather?"_s);
        const auto calls = ask(request);
        QVERIFY_RESULT(calls);
        QCOMPARE(calls->finish, FinishReason::ToolCalls);
        QCOMPARE(calls->message.toolCalls.size(), 2);
        QCOMPARE(calls->message.toolCalls[0].id, u"call_weather_1"_s);
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
    void sendsWhatTheApiDescribes()
    {
        QVERIFY(ask(question(u"hello"_s)));
        QNetworkAccessManager network;
        const std::unique_ptr<QNetworkReply> reply(
            network.get(QNetworkRequest(QUrl(m_address + u"/__aimock/journal"_s))));
        QSignalSpy finished(reply.get(), &QNetworkReply::finished);
        QVERIFY(finished.wait());
        const QJsonObject last = json::parseText(reply->readAll())->toArray().last().toObject();
        QCOMPARE(last.value(u"path"_s).toString(), u"/v1/chat/completions"_s);
        const QJsonObject body = last.value(u"body"_s).toObject();
        QCOMPARE(body.value(u"tools"_s).toArray().at(0).toObject().value(u"type"_s).toString(),
                 u"function"_s);
        QCOMPARE(body.value(u"stream"_s), QJsonValue(true));
        QCOMPARE(body.value(u"messages"_s).toArray().size(), 1);
    }
    void hearsReasoning()
    {
        const auto reply = ask(question(u"think"_s));
        QVERIFY_RESULT(reply);
        QCOMPARE(m_heard.reasoning, u"6*7 is 42"_s);
        QCOMPARE(reply->message.text, u"42"_s);
    }
    void keepsUnreadableArguments()
    {
        const auto reply = ask(question(u"bad arguments"_s));
        QVERIFY_RESULT(reply);
        QCOMPARE(reply->message.toolCalls.constFirst().unreadable, std::optional(u"{\"city\": \"Os"_s));
    }
    void tellsThatItWasCutByLength()
    {
        const auto reply = ask(question(u"too long"_s));
        QVERIFY_RESULT(reply);
        QCOMPARE(reply->finish, FinishReason::Length);
    }
    void failsThenRecovers()
    {
        const auto down = ask(question(u"flaky"_s));
        QVERIFY(!down);
        QCOMPARE(down.error().kind, ErrorKind::Unavailable);
        QVERIFY(down.error().message.contains(u"try later"_s));
        const auto limited = ask(question(u"flaky"_s));
        QVERIFY(!limited);
        QCOMPARE(limited.error().kind, ErrorKind::RateLimited);
        const auto recovered = ask(question(u"flaky"_s));
        QVERIFY_RESULT(recovered);
        QCOMPARE(recovered->message.text, u"recovered"_s);
    }
    void failsWhereTheServerFails_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("cut me off") << int(ErrorKind::Unavailable);
        QTest::newRow("hang up") << int(ErrorKind::Unavailable);
        QTest::newRow("malformed") << int(ErrorKind::Unavailable);
        QTest::newRow("nobody knows this one") << int(ErrorKind::NotFound);
    }
    void failsWhereTheServerFails()
    {
        QFETCH(int, kind);
        const auto reply = ask(question(QString::fromLatin1(QTest::currentDataTag())));
        QVERIFY(!reply);
        QCOMPARE(kindName(reply.error().kind), kindName(ErrorKind(kind)));
    }
    void stopsASlowAnswer()
    {
        QElapsedTimer timer;
        timer.start();
        m_stopsAtFirstPiece = true;
        const auto reply = ask(question(u"slow"_s));
        m_stopsAtFirstPiece = false;
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, ErrorKind::Cancelled);
        QCOMPARE(m_heard.pieces, 1);
        QVERIFY(timer.elapsed() < 2000);
    }

private:
    bool readAddress()
    {
        m_output += m_server.readAll();
        static const QRegularExpression address(u"http://127\\.0\\.0\\.1:\\d+"_s);
        m_address = address.match(QString::fromUtf8(m_output)).captured();
        return !m_address.isEmpty();
    }
    Result<ModelReply> ask(const ModelRequest &request)
    {
        OpenAiSettings settings;
        settings.baseUrl = QUrl(m_address + u"/v1"_s);
        settings.apiKey = u"sk-test"_s;
        OpenAiProvider provider(settings);
        std::stop_source stop;
        const ModelSink sink = [this, stop](const ModelDelta &delta) mutable {
            ++m_heard.pieces;
            if (const auto *piece = std::get_if<TextPiece>(&delta))
                m_heard.text += piece->text;
            else
                m_heard.reasoning += std::get<ReasoningPiece>(delta).text;
            if (m_stopsAtFirstPiece)
                stop.request_stop();
        };
        return testing::await(provider.complete(request, sink, stop.get_token()));
    }

    QProcess m_server;
    QByteArray m_output;
    QString m_address;
    Heard m_heard;
    bool m_stopsAtFirstPiece = false;
};

QTEST_GUILESS_MAIN(OpenAiAgainstAimockTest)
#include "OpenAiAgainstAimockTest.moc"
