// SPDX-License-Identifier: GPL-3.0-or-later
#include "Calls.h"

#include "agent/base/Json.h"
#include "tests/support/Testing.h"

#include <QDir>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QTemporaryDir>

#include <algorithm>

using namespace agent;
using namespace testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What is the same for every provider that is called over HTTP.
class HttpProviderTest : public QObject
{
    Q_OBJECT
private slots:
    void streamsAnAnswer_data() { addWires(); }
    void streamsAnAnswer()
    {
        QFETCH(QString, wireName);
        const Wire &spoken = wire(wireName);
        ModelServer server(ModelServer::saying(goodAnswer(spoken)));
        const auto provider = spoken.provider(spoken.settings(server.baseUrl()));
        Call call;
        call.start(*provider, question());
        QTRY_VERIFY(call.reply);
        QVERIFY_RESULT(*call.reply);
        QCOMPARE(call.text, (*call.reply)->message.text);
        QCOMPARE((*call.reply)->usage->outputTokens, spoken.name == u"openai" ? 52 : 15);
        const QByteArray head = server.requests().constFirst().head + "\r\n\r\n";
        QVERIFY2(head.startsWith("POST " + spoken.path.toLatin1()), head.constData());
        QCOMPARE(field(head, spoken.keyField), spoken.keyPrefix + secretKey);
        QVERIFY(!head.left(head.indexOf('\r')).contains(secretKey));
        QCOMPARE(field(head, "Content-Type"), QByteArray("application/json"));
    }
    void handsPiecesOnAsTheyArrive_data() { addWires(); }
    void handsPiecesOnAsTheyArrive()
    {
        QFETCH(QString, wireName);
        const Wire &spoken = wire(wireName);
        const QByteArray whole = goodAnswer(spoken);
        const QByteArray begun = beginning(spoken);
        QPointer<QTcpSocket> open;
        ModelServer server([&](QTcpSocket *socket, const ModelServer::Request &, int) {
            socket->write(begun);
            open = socket;
        });
        const auto provider = spoken.provider(spoken.settings(server.baseUrl()));
        Call call;
        call.start(*provider, question());
        QTRY_VERIFY(call.text.startsWith(u"Grü"_s));
        QVERIFY(!call.reply);
        open->write(whole.mid(begun.size()));
        open->disconnectFromHost();
        QTRY_VERIFY(call.reply);
        QVERIFY_RESULT(*call.reply);
    }
    void endsAtTheEndMarkThoughTheServerStaysOpen_data() { addWires({u"gemini"_s}); } // it has no end mark
    void endsAtTheEndMarkThoughTheServerStaysOpen()
    {
        QFETCH(QString, wireName);
        const Wire &spoken = wire(wireName);
        ModelServer server(ModelServer::goingSilentAfter(goodAnswer(spoken)));
        QElapsedTimer timer;
        timer.start();
        const auto reply = ask(spoken, server, 20s);
        QVERIFY_RESULT(reply);
        QVERIFY(timer.elapsed() < 10000);
    }
    void readsAnAnswerThatWasNotStreamed_data() { addWires(); }
    void readsAnAnswerThatWasNotStreamed()
    {
        QFETCH(QString, wireName);
        const Wire &spoken = wire(wireName);
        const QByteArray document = testing::data(u"providers/%1/whole.json"_s.arg(wireName));
        ModelServer server(ModelServer::saying(ModelServer::answer("200 OK", "application/json", document)));
        const auto provider = spoken.provider(spoken.settings(server.baseUrl()));
        Call call;
        call.start(*provider, question());
        QTRY_VERIFY(call.reply);
        QVERIFY_RESULT(*call.reply);
        QCOMPARE(call.text, u"Hello"_s);
        QVERIFY(!(*call.reply)->message.toolCalls.isEmpty());
    }
    void saysOtherwiseWhatAModelRefuses_data()
    {
        QTest::addColumn<QString>("wireName");
        QTest::addColumn<QByteArray>("refusal");
        QTest::addColumn<QByteArray>("key");
        const auto row = [](const char *wire, const char *name, const QByteArray &refusal,
                            const QByteArray &key) {
            QTest::addRow("%s: %s", wire, name) << QString::fromLatin1(wire) << refusal << key;
        };
        row("openai", "temperature",
            "{\"error\":{\"message\":\"Unsupported value\",\"param\":\"temperature\"}}", "\"temperature\"");
        row("openai", "temperature, in words", "{\"error\":\"temperature is not supported\"}",
            "\"temperature\"");
        row("openai", "stream options", "{\"error\":{\"message\":\"Unrecognized argument: stream_options\"}}",
            "\"stream_options\"");
        row("openai", "token limit",
            "{\"error\":{\"message\":\"Use 'max_completion_tokens' instead.\",\"param\":\"max_tokens\"}}",
            "\"max_tokens\"");
        row("responses", "reasoning",
            "{\"error\":{\"message\":\"Unsupported parameter\",\"param\":\"reasoning.summary\"}}",
            "\"reasoning\"");
        row("responses", "encrypted reasoning",
            "{\"error\":{\"message\":\"Encrypted content is not supported\",\"param\":\"include\"}}",
            "\"include\"");
        row("anthropic", "temperature",
            "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":"
            "\"`temperature` is deprecated for this model.\"}}",
            "\"temperature\"");
        row("gemini", "thoughts",
            "{\"error\":{\"code\":400,\"message\":\"Thinking is not enabled for this model.\",\"status\":"
            "\"INVALID_ARGUMENT\"}}",
            "\"thinkingConfig\"");
    }
    void saysOtherwiseWhatAModelRefuses()
    {
        QFETCH(QString, wireName);
        QFETCH(QByteArray, refusal);
        QFETCH(QByteArray, key);
        const Wire &spoken = wire(wireName);
        const QByteArray good = goodAnswer(spoken);
        ModelServer server([&](QTcpSocket *socket, const ModelServer::Request &request, int) {
            const bool isSaid = request.body.contains(key);
            socket->write(isSaid ? ModelServer::answer("400 Bad Request", "application/json", refusal)
                                 : good);
            socket->disconnectFromHost();
        });
        const auto provider = spoken.provider(spoken.settings(server.baseUrl()));
        const auto first = ask(*provider, question());
        QVERIFY_RESULT(first);
        QCOMPARE(server.requests().size(), 2);
        const auto second = ask(*provider, question());
        QVERIFY_RESULT(second);
        QCOMPARE(server.requests().size(), 3); // it has learned
    }
    void triesNoThirdTime()
    {
        const QByteArray refusal = "{\"error\":{\"message\":\"no temperature\",\"param\":\"temperature\"}}";
        ModelServer server(
            ModelServer::saying(ModelServer::answer("400 Bad Request", "application/json", refusal)));
        QVERIFY(!ask(wire(u"openai"_s), server));
        QCOMPARE(server.requests().size(), 2);
    }
    void refusesAnAttachmentTheApiCannotTake()
    {
        ModelServer server(ModelServer::saying({}));
        const Wire &ollama = wire(u"ollama"_s);
        const auto provider = ollama.provider(ollama.settings(server.baseUrl()));
        ModelRequest request = question();
        request.messages.first().attachments = {{u"application/pdf"_s, u"JVBERg=="_s, u"a.pdf"_s}};
        const auto reply = ask(*provider, request);
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, ErrorKind::InvalidInput);
        QCOMPARE(reply.error().message, u"ollama takes no attachment of the type application/pdf"_s);
        QVERIFY(server.requests().isEmpty());
    }
    void showsWhatToolsAttachInAMessageBehindTheirResults()
    {
        ModelServer server(ModelServer::saying({}));
        const Wire &ollama = wire(u"ollama"_s);
        const auto provider = ollama.provider(ollama.settings(server.baseUrl()));
        ModelRequest request = question();
        const ToolCall call{u"7"_s, u"draw"_s, {}, {}};
        const ToolCall other{u"8"_s, u"draw"_s, {}, {}};
        request.messages.append({Role::Assistant, {}, {call, other}, {}});
        request.messages.append(
            {Role::Tool, u"Drawn."_s, {}, u"7"_s, {{u"image/png"_s, u"iVBO"_s, u"a.png"_s}}});
        request.messages.append(
            {Role::Tool, u"Written."_s, {}, u"8"_s, {{u"application/pdf"_s, u"JVBERg=="_s, {}}}});
        QVERIFY(ask(*provider, request) || !server.requests().isEmpty());
        const QJsonArray sent =
            QJsonDocument::fromJson(server.requests().constFirst().body).object()[u"messages"_s].toArray();
        const qsizetype first = sent.size() - 3;
        QCOMPARE(sent[first][u"content"_s].toString(), u"Drawn."_s);
        QVERIFY(!sent[first].toObject().contains(u"images"_s));
        QCOMPARE(sent[first + 1][u"content"_s].toString(),
                 u"Written.\n(application/pdf is attached; this model cannot be shown it.)"_s);
        QCOMPARE(sent[first + 2][u"role"_s].toString(), u"user"_s);
        QCOMPARE(sent[first + 2][u"content"_s].toString(), u"a.png (image/png) from the call 7."_s);
        QCOMPARE(sent[first + 2][u"images"_s].toArray(), QJsonArray{u"iVBO"_s});
    }
    void givesAKeepsakeBackToItsOwnerOnly_data()
    {
        QTest::addColumn<QString>("owner");
        QTest::addColumn<bool>("isSent");
        QTest::newRow("its own") << u"anthropic"_s << true;
        QTest::newRow("another's") << u"gemini"_s << false;
    }
    void givesAKeepsakeBackToItsOwnerOnly()
    {
        QFETCH(QString, owner);
        QFETCH(bool, isSent);
        const Wire &spoken = wire(u"anthropic"_s);
        ModelServer server(ModelServer::saying(ModelServer::answer(
            "200 OK", spoken.contentType(), testing::data(u"providers/anthropic/thinking.sse"_s))));
        const auto provider = spoken.provider(spoken.settings(server.baseUrl()));
        const auto reply = ask(*provider, question());
        QVERIFY_RESULT(reply);
        QCOMPARE(reply->message.keepsake->provider, u"anthropic"_s);
        ModelRequest next = question();
        next.messages.append(reply->message);
        next.messages.last().keepsake->provider = owner;
        QVERIFY(ask(*provider, next));
        QCOMPARE(server.requests().constLast().body.contains("EqQBCgIYAhIM1gbcDa9GJwZA2b3h"), isSent);
    }
    void stopsWithinATurnOfTheEventLoop_data()
    {
        QTest::addColumn<QString>("wireName");
        QTest::addColumn<bool>("hasBegun");
        for (const Wire &wire : wires()) {
            QTest::addRow("%s: before the head", qPrintable(wire.name)) << wire.name << false;
            QTest::addRow("%s: in the middle", qPrintable(wire.name)) << wire.name << true;
        }
    }
    void stopsWithinATurnOfTheEventLoop()
    {
        QFETCH(QString, wireName);
        QFETCH(bool, hasBegun);
        const Wire &spoken = wire(wireName);
        QPointer<QTcpSocket> open;
        ModelServer server([&](QTcpSocket *socket, const ModelServer::Request &, int) {
            socket->write(hasBegun ? beginning(spoken) : QByteArray());
            open = socket;
        });
        const auto provider = spoken.provider(spoken.settings(server.baseUrl()));
        Call call;
        call.start(*provider, question());
        QTRY_VERIFY(open && call.text.isEmpty() != hasBegun);
        call.stop.request_stop();
        QCoreApplication::processEvents();
        QVERIFY(call.reply);
        QCOMPARE(call.reply->error().kind, ErrorKind::Cancelled);
        QTRY_VERIFY(!open || open->state() == QAbstractSocket::UnconnectedState);
    }
    void handsNothingOnOnceStopped_data() { addWires(); }
    void handsNothingOnOnceStopped()
    {
        QFETCH(QString, wireName);
        const Wire &spoken = wire(wireName);
        ModelServer server(ModelServer::saying(goodAnswer(spoken)));
        const auto provider = spoken.provider(spoken.settings(server.baseUrl()));
        Call call;
        call.stopsAtFirstPiece = true;
        call.start(*provider, question());
        QTRY_VERIFY(call.reply);
        QCOMPARE(call.reply->error().kind, ErrorKind::Cancelled);
        QCOMPARE(call.text, u"Grü"_s);
    }
    void doesNotStartOnceStopped()
    {
        const Wire &spoken = wire(u"openai"_s);
        ModelServer server(ModelServer::saying(goodAnswer(spoken)));
        const auto provider = spoken.provider(spoken.settings(server.baseUrl()));
        Call call;
        call.stop.request_stop();
        call.start(*provider, question());
        QTRY_VERIFY(call.reply);
        QCOMPARE(call.reply->error().kind, ErrorKind::Cancelled);
        QCOMPARE(call.text, QString());
    }
    void runsManyCallsAtOnceAndStopsHalf()
    {
        constexpr int count = 20;
        const Wire &spoken = wire(u"openai"_s);
        const QByteArray begun = beginning(spoken);
        QList<QPointer<QTcpSocket>> open;
        ModelServer server([&](QTcpSocket *socket, const ModelServer::Request &, int) {
            socket->write(begun);
            open.append(socket);
        });
        const auto provider = spoken.provider(spoken.settings(server.baseUrl()));
        std::array<Call, count> calls;
        for (Call &call : calls)
            call.start(*provider, question());
        QTRY_VERIFY(std::ranges::none_of(calls, [](const Call &c) { return c.text.isEmpty(); }));
        for (int i = 0; i < count; i += 2)
            calls[size_t(i)].stop.request_stop();
        for (const QPointer<QTcpSocket> &socket : open) {
            if (socket)
                socket->write(goodAnswer(spoken).mid(begun.size()));
        }
        for (int i = 0; i < count; ++i) {
            const Call &call = calls[size_t(i)];
            QTRY_VERIFY(call.reply);
            QCOMPARE(call.reply->has_value(), i % 2 == 1);
        }
    }
    void goesToThisMachineWithoutAProxy()
    {
        ModelServer proxy(ModelServer::saying(ModelServer::answer("502 Bad Gateway", "text/plain", "")));
        qputenv("http_proxy", "http://127.0.0.1:" + QByteArray::number(proxy.serverPort()));
        const Wire &spoken = wire(u"openai"_s);
        ModelServer server(ModelServer::saying(goodAnswer(spoken)));
        const auto reply = ask(spoken, server);
        qunsetenv("http_proxy");
        QVERIFY_RESULT(reply);
        QVERIFY(proxy.requests().isEmpty());
    }
    void goesElsewhereThroughTheProxy()
    {
        const Wire &spoken = wire(u"openai"_s);
        ModelServer proxy(ModelServer::saying(goodAnswer(spoken)));
        qputenv("http_proxy", "http://127.0.0.1:" + QByteArray::number(proxy.serverPort()));
        const auto provider = spoken.provider(spoken.settings(QUrl(u"http://model.test"_s)));
        const auto reply = ask(*provider, question());
        qunsetenv("http_proxy");
        QVERIFY_RESULT(reply);
        QVERIFY(proxy.requests().constFirst().head.startsWith(
            "POST http://model.test/v1/chat/completions HTTP/1.1\r\n"));
    }
    void sendsNoKeyWhereThereIsNone_data() { addWires(); }
    void sendsNoKeyWhereThereIsNone()
    {
        QFETCH(QString, wireName);
        const Wire &spoken = wire(wireName);
        ModelServer server(ModelServer::saying(goodAnswer(spoken)));
        ProviderSettings settings = spoken.settings(server.baseUrl());
        settings.apiKey.clear();
        const auto reply = ask(*spoken.provider(settings), question());
        QVERIFY_RESULT(reply);
        const QByteArray head = server.requests().constFirst().head.toLower();
        QVERIFY(!head.contains("authorization") && !head.contains("key"));
    }
    void sendsFurtherHeaders_data() { addWires(); }
    void sendsFurtherHeaders()
    {
        QFETCH(QString, wireName);
        const Wire &spoken = wire(wireName);
        ModelServer server(ModelServer::saying(goodAnswer(spoken)));
        ProviderSettings settings = spoken.settings(server.baseUrl());
        settings.headers = {{"X-Tenant", "blau-gr\xC3\xBCn"}, {"Cookie", "a=b"}};
        const auto provider = spoken.provider(settings);
        QVERIFY_RESULT(ask(*provider, question()));
        await(provider->models({}));
        QVERIFY(server.requests().size() >= 2); // Qt asks again where the server closes a kept connection
        for (const ModelServer::Request &request : server.requests()) {
            const QByteArray head = request.head + "\r\n\r\n";
            QCOMPARE(field(head, "X-Tenant"), QByteArray("blau-gr\xC3\xBCn"));
            QCOMPARE(field(head, "Cookie"), QByteArray("a=b"));
            QCOMPARE(field(head, spoken.keyField), spoken.keyPrefix + secretKey);
        }
    }
    void takesTheAddressAsPeopleWriteIt_data()
    {
        QTest::addColumn<QString>("wireName");
        QTest::addColumn<QString>("basePath");
        QTest::addColumn<QByteArray>("path");
        const auto row = [](const char *wire, const char *base, const char *path) {
            QTest::addRow("%s: %s", wire, base)
                << QString::fromLatin1(wire) << QString::fromLatin1(base) << QByteArray(path);
        };
        row("openai", "/v1/", "/v1/chat/completions ");
        row("openai", "/api/openai", "/api/openai/chat/completions ");
        row("responses", "/v1", "/v1/responses ");
        row("anthropic", "/v1", "/v1/messages ");
        row("anthropic", "/", "/v1/messages ");
        row("anthropic", "/gateway", "/gateway/v1/messages ");
        row("gemini", "/v1beta", "/v1beta/models/m:streamGenerateContent?alt=sse ");
        row("gemini", "/v1", "/v1/models/m:streamGenerateContent?alt=sse ");
        row("ollama", "/v1", "/api/chat ");
        row("ollama", "/v1/", "/api/chat ");
        row("ollama", "/box", "/box/api/chat ");
    }
    void takesTheAddressAsPeopleWriteIt()
    {
        QFETCH(QString, wireName);
        QFETCH(QString, basePath);
        QFETCH(QByteArray, path);
        const Wire &spoken = wire(wireName);
        ModelServer server(ModelServer::saying(goodAnswer(spoken)));
        ProviderSettings settings = spoken.settings(server.baseUrl());
        settings.baseUrl.setPath(basePath);
        QVERIFY(ask(*spoken.provider(settings), question()));
        const QByteArray head = server.requests().constFirst().head + "\r\n\r\n";
        QVERIFY2(head.startsWith("POST " + path), head.constData());
    }
    void listsTheModels_data()
    {
        QTest::addColumn<QString>("wireName");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QStringList>("models");
        const auto row = [](const char *wire, const char *path, const QStringList &models) {
            QTest::newRow(wire) << QString::fromLatin1(wire) << QByteArray(path) << models;
        };
        row("openai", "/v1/models", {u"gpt-5-mini"_s, u"gpt-4o"_s});
        row("responses", "/v1/models", {u"gpt-5-mini"_s});
        row("anthropic", "/v1/models?limit=1000", {u"claude-sonnet-4-6"_s});
        row("gemini", "/v1beta/models?pageSize=1000", {u"gemini-3-flash-preview"_s});
        row("ollama", "/api/tags", {u"qwen3:8b"_s, u"llama3.2"_s});
    }
    void listsTheModels()
    {
        QFETCH(QString, wireName);
        QFETCH(QByteArray, path);
        QFETCH(QStringList, models);
        const Wire &spoken = wire(wireName);
        const QByteArray list = testing::data(u"providers/%1/models.list"_s.arg(wireName));
        ModelServer server(ModelServer::saying(ModelServer::answer("200 OK", "application/json", list)));
        const auto provider = spoken.provider(spoken.settings(server.baseUrl()));
        const auto found = await(provider->models({}));
        QVERIFY_RESULT(found);
        QCOMPARE(*found, models);
        const QByteArray head = server.requests().constFirst().head + "\r\n\r\n";
        QVERIFY2(head.startsWith("GET " + path + " HTTP/1.1\r\n"), head.constData());
        QCOMPARE(field(head, spoken.keyField), spoken.keyPrefix + secretKey);
    }
    void saysWhyThereIsNoListOfModels()
    {
        const Wire &spoken = wire(u"anthropic"_s);
        const QByteArray refusal = "{\"error\":{\"message\":\"bad key " + secretKey + "\"}}";
        ModelServer server(
            ModelServer::saying(ModelServer::answer("401 Unauthorized", "application/json", refusal)));
        const auto provider = spoken.provider(spoken.settings(server.baseUrl()));
        const auto found = await(provider->models({}));
        QVERIFY(!found);
        QCOMPARE(found.error().kind, ErrorKind::Unauthorized);
        QVERIFY(found.error().message.endsWith(u"bad key (key)"_s));
    }
    void keepsTrafficWithoutKeys_data() { addWires(); }
    void keepsTrafficWithoutKeys()
    {
        QFETCH(QString, wireName);
        const Wire &spoken = wire(wireName);
        QTemporaryDir folder;
        const QByteArray leaky = goodAnswer(spoken).replace("alle", secretKey);
        ModelServer server(ModelServer::saying(leaky));
        ProviderSettings settings = spoken.settings(server.baseUrl());
        settings.trafficFolder = folder.path();
        const auto provider = spoken.provider(settings);
        QVERIFY(ask(*provider, question()));
        QVERIFY(ask(*provider, question()));
        const QDir kept(folder.filePath(wireName));
        const QString ending = spoken.ending();
        QCOMPARE(kept.entryList(QDir::Files),
                 (QStringList{u"0001.reply."_s + ending, u"0001.request.json"_s, u"0002.reply."_s + ending,
                              u"0002.request.json"_s}));
        for (const QString &name : kept.entryList(QDir::Files)) {
            QFile file(kept.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            QVERIFY(!bytes.isEmpty());
            QVERIFY(!bytes.contains(secretKey));
        }
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
};

QTEST_GUILESS_MAIN(HttpProviderTest)
#include "HttpProviderTest.moc"
