// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/native/support/RunningServer.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace testing;

namespace {

const QByteArray echoAgent = "name: My Echo\nprovider: local\n";
const QByteArray demoAgent = "name: Demo\nprovider: demo\ntools: [evaluate_expression]\n";
const QByteArray path = "/v1/chat/completions";

QJsonObject says(const QString &text, const QString &model = u"Demo"_s)
{
    const QJsonObject message{{u"role"_s, u"user"_s}, {u"content"_s, text}};
    return {{u"model"_s, model}, {u"messages"_s, QJsonArray{message}}};
}

QJsonObject with(QJsonObject body, const QString &key, const QJsonValue &value)
{
    body[key] = value;
    return body;
}

QByteArray scripted(const QByteArray &turns)
{
    return "name: Demo\nprovider: scripted\nscript:\n" + turns;
}

} // namespace

class ChatApiTest : public QObject
{
    Q_OBJECT

    static QJsonObject choiceOf(const QJsonObject &answer)
    {
        return answer[u"choices"_s].toArray().at(0).toObject();
    }

private slots:
    void listsTheAgentAsAModel()
    {
        const RunningServer server(echoAgent);
        const QJsonObject list = json(server.ask("GET", "/v1/models"));
        QCOMPARE(list[u"object"_s], u"list"_s);
        QCOMPARE(list[u"data"_s].toArray().size(), 1);
        const QJsonObject model = list[u"data"_s].toArray().at(0).toObject();
        QCOMPARE(model[u"id"_s], u"My Echo"_s);
        QCOMPARE(model[u"object"_s], u"model"_s);
        QCOMPARE(model[u"owned_by"_s], u"slipway"_s);
        QVERIFY(model[u"created"_s].isDouble());
        QCOMPARE(json(server.ask("GET", "/v1/models/my%20echo")), model);
        QCOMPARE(server.ask("GET", "/v1/models/gpt-5").status, 404);
    }

    void answersWhole()
    {
        const RunningServer server(demoAgent);
        const Reply reply = server.post(path, says(u"What is 6 * 7?"_s));
        QCOMPARE(reply.status, 200);
        const QJsonObject answer = json(reply);
        QCOMPARE(answer[u"object"_s], u"chat.completion"_s);
        QCOMPARE(answer[u"model"_s], u"Demo"_s);
        QVERIFY(answer[u"id"_s].toString().startsWith(u"chatcmpl-"_s));
        QVERIFY(answer[u"created"_s].toDouble() > 1.7e9);
        const QJsonObject choice = choiceOf(answer);
        QCOMPARE(choice[u"index"_s], 0);
        QCOMPARE(choice[u"finish_reason"_s], u"stop"_s);
        const QJsonObject message = choice[u"message"_s].toObject();
        QCOMPARE(message[u"role"_s], u"assistant"_s);
        QVERIFY(message[u"content"_s].toString().contains(u"42"_s));
        QVERIFY(!choice.contains(u"delta"_s));
        const Reply next = server.post(path, says(u"What is 6 * 7?"_s));
        QVERIFY(json(next)[u"id"_s] != answer[u"id"_s]);
    }

    void addsUpTheUsageOfAllTurns()
    {
        const RunningServer server(
            "name: Demo\nprovider: scripted\ntools: [evaluate_expression]\nscript:\n"
            "  - tool_calls: [{name: evaluate_expression, arguments: {expression: 6*7}}]\n"
            "    usage: {input_tokens: 10, output_tokens: 4, cached_tokens: 3}\n"
            "  - text: '42'\n    usage: {input_tokens: 20, output_tokens: 2, reasoning_tokens: 1}\n");
        const QJsonObject usage = json(server.post(path, says(u"?"_s)))[u"usage"_s].toObject();
        QCOMPARE(usage[u"prompt_tokens"_s], 30);
        QCOMPARE(usage[u"completion_tokens"_s], 6);
        QCOMPARE(usage[u"total_tokens"_s], 36);
        QCOMPARE(usage[u"prompt_tokens_details"_s].toObject()[u"cached_tokens"_s], 3);
        QCOMPARE(usage[u"completion_tokens_details"_s].toObject()[u"reasoning_tokens"_s], 1);
    }

    void streams()
    {
        const RunningServer server(demoAgent);
        QJsonObject body = with(says(u"What is 6 * 7?"_s), u"stream"_s, true);
        body[u"stream_options"_s] = QJsonObject{{u"include_usage"_s, true}};
        const Reply reply = server.post(path, body);
        QCOMPARE(reply.header("content-type"), "text/event-stream");
        const QByteArrayList datas = events(reply.body);
        QCOMPARE(datas.constLast(), "[DONE]");
        QString text;
        QJsonArray reasons;
        for (const QByteArray &data : datas.first(datas.size() - 2)) {
            const QJsonObject chunk = QJsonDocument::fromJson(data).object();
            QCOMPARE(chunk[u"object"_s], u"chat.completion.chunk"_s);
            const QJsonObject choice = choiceOf(chunk);
            text += choice[u"delta"_s].toObject()[u"content"_s].toString();
            reasons.append(choice[u"finish_reason"_s]);
        }
        QVERIFY(text.contains(u"42"_s));
        QVERIFY(reasons.size() > 3);
        QCOMPARE(reasons.last(), u"stop"_s);
        const QJsonObject usage = QJsonDocument::fromJson(datas.at(datas.size() - 2)).object();
        QVERIFY(usage[u"choices"_s].isArray() && usage[u"choices"_s].toArray().isEmpty());
        QVERIFY(usage[u"usage"_s].toObject().contains(u"total_tokens"_s));
    }

    void shapesTheAnswer()
    {
        const RunningServer server(scripted("  - text: 'Here: {\"city\": \"Oslo\"} — done'\n"));
        const QJsonObject schema{{u"type"_s, u"object"_s}, {u"required"_s, QJsonArray{u"city"_s}}};
        const QJsonObject format{
            {u"type"_s, u"json_schema"_s},
            {u"json_schema"_s, QJsonObject{{u"name"_s, u"place"_s}, {u"schema"_s, schema}}}};
        const Reply reply = server.post(path, with(says(u"Where?"_s), u"response_format"_s, format));
        QCOMPARE(choiceOf(json(reply))[u"message"_s].toObject()[u"content"_s], u"{\"city\":\"Oslo\"}"_s);
    }

    void cancelsTheRunOfAClientThatLeaves_data()
    {
        QTest::addColumn<bool>("streamed");
        QTest::newRow("whole") << false;
        QTest::newRow("stream") << true;
    }
    void cancelsTheRunOfAClientThatLeaves()
    {
        QFETCH(const bool, streamed);
        QTcpServer silent; // takes the tool's request and never answers
        QVERIFY(silent.listen(QHostAddress(QHostAddress::LocalHost)));
        const QByteArray port = QByteArray::number(silent.serverPort());
        const RunningServer server("name: Demo\nprovider: demo\ntools:\n  - name: fetch_report\n    "
                                   "description: Fetches the report.\n"
                                   "    http:\n      url: http://127.0.0.1:"
                                   + port + "/report\n      timeout: 30\n");
        RawClient client(server.port());
        const QJsonObject body = with(says(u"Fetch the report"_s), u"stream"_s, streamed);
        client.send(
            server.request("POST", path, QJsonDocument(body).toJson(), "Content-Type: application/json\r\n"));
        QTRY_VERIFY(silent.hasPendingConnections());
        QTcpSocket *tool = silent.nextPendingConnection();
        client.close();
        QTRY_COMPARE(tool->state(), QAbstractSocket::UnconnectedState);
    }
};

QTEST_GUILESS_MAIN(ChatApiTest)
#include "ChatApiTest.moc"
