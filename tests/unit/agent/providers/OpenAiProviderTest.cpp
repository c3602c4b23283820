// SPDX-License-Identifier: GPL-3.0-or-later
#include "ModelServer.h"

#include "agent/providers/openai/OpenAiProvider.h"
#include "tests/support/Testing.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <algorithm>

using namespace agent;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using testing::ModelServer;

namespace {

const QByteArray key = "sk-very-secret-0123456789";

QByteArray events(const QString &recording)
{
    return ModelServer::answer("200 OK", "text/event-stream",
                               testing::data(u"openai/%1.sse"_s.arg(recording)));
}

OpenAiSettings settingsFor(const QUrl &baseUrl)
{
    OpenAiSettings settings;
    settings.baseUrl = baseUrl;
    settings.apiKey = QString::fromLatin1(key);
    return settings;
}

ModelRequest question(std::chrono::milliseconds idleLimit = 5s)
{
    ModelRequest request;
    request.model = u"m"_s;
    request.messages = {{Role::User, u"hi"_s, {}, {}}};
    request.idleLimit = idleLimit;
    return request;
}

/// A call in progress and what has come of it.
struct Call
{
    std::stop_source stop;
    QString text;
    std::optional<Result<ModelReply>> reply;
    bool stopsAtFirstPiece = false;

    void start(Provider &provider, const ModelRequest &request)
    {
        const ModelSink sink = [this](const ModelDelta &delta) {
            if (const auto *piece = std::get_if<TextPiece>(&delta))
                text += piece->text;
            if (stopsAtFirstPiece)
                stop.request_stop();
        };
        provider.complete(request, sink, stop.get_token()).then([this](const Result<ModelReply> &r) {
            reply = r;
        });
    }
};

Result<ModelReply> ask(const OpenAiSettings &settings, const ModelRequest &request)
{
    OpenAiProvider provider(settings);
    const ModelSink nowhere = [](const ModelDelta &) { };
    return testing::await(provider.complete(request, nowhere, {}));
}

} // namespace

class OpenAiProviderTest : public QObject
{
    Q_OBJECT
private slots:
    void streamsAnAnswer()
    {
        ModelServer server(ModelServer::saying(events(u"text"_s)));
        OpenAiProvider provider(settingsFor(server.baseUrl()));
        Call call;
        call.start(provider, question());
        QTRY_VERIFY(call.reply);
        QVERIFY_RESULT(*call.reply);
        QCOMPARE(call.text, (*call.reply)->message.text);
        QCOMPARE((*call.reply)->usage->cachedTokens, 1024);
        const QByteArray head = server.requests().constFirst().head;
        QVERIFY(head.startsWith("POST /v1/chat/completions HTTP/1.1\r\n"));
        QVERIFY(head.contains("Authorization: Bearer " + key));
        QVERIFY(head.contains("Content-Type: application/json"));
    }
    void handsPiecesOnAsTheyArrive()
    {
        const QByteArray wire = events(u"text"_s);
        QPointer<QTcpSocket> open;
        ModelServer server([&](QTcpSocket *socket, const ModelServer::Request &, int) {
            socket->write(wire.left(wire.indexOf("alle")));
            open = socket;
        });
        OpenAiProvider provider(settingsFor(server.baseUrl()));
        Call call;
        call.start(provider, question());
        QTRY_COMPARE(call.text, u"Grüße"_s);
        QVERIFY(!call.reply);
        open->write(wire.mid(wire.indexOf("alle")));
        QTRY_VERIFY(call.reply);
        QVERIFY_RESULT(*call.reply);
    }
    void endsAtTheEndMarkThoughTheServerStaysOpen()
    {
        ModelServer server(ModelServer::goingSilentAfter(events(u"text"_s)));
        QElapsedTimer timer;
        timer.start();
        const auto reply = ask(settingsFor(server.baseUrl()), question(10s));
        QVERIFY_RESULT(reply);
        QVERIFY(timer.elapsed() < 5000);
    }
    void readsAnAnswerThatWasNotStreamed()
    {
        ModelServer server(ModelServer::saying(
            ModelServer::answer("200 OK", "application/json", testing::data(u"openai/whole.json"_s))));
        OpenAiProvider provider(settingsFor(server.baseUrl()));
        Call call;
        call.start(provider, question());
        QTRY_VERIFY(call.reply);
        QVERIFY_RESULT(*call.reply);
        QCOMPARE(call.text, u"Hello"_s);
        QCOMPARE((*call.reply)->message.toolCalls.size(), 2);
    }
    void failsAsTheServerFails_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("words");
        QTest::addColumn<int>("retryAfter");
        const auto row = [](const char *name, const QByteArray &answer, ErrorKind kind, const char *words,
                            int retryAfter = -1) {
            QTest::newRow(name) << answer << int(kind) << QString::fromUtf8(words) << retryAfter;
        };
        const auto json = [](const char *status, const char *message, const char *fields = "") {
            const QByteArray body = QByteArray("{\"error\":{\"message\":\"") + message
                + "\",\"type\":\"x\",\"param\":null,\"code\":null}}";
            return ModelServer::answer(status, "application/json", body, fields);
        };
        row("400", json("400 Bad Request", "too many tokens"), ErrorKind::InvalidInput, "too many tokens");
        row("401", json("401 Unauthorized", "Incorrect API key"), ErrorKind::Unauthorized,
            "refused the API key (401): Incorrect API key");
        row("401 that echoes the key",
            json("401 Unauthorized",
                 "Bad key "
                 "sk-very-secret-0123456789"),
            ErrorKind::Unauthorized, "Bad key (key)");
        row("401 with a challenge",
            json("401 Unauthorized", "who?", "WWW-Authenticate: Basic realm=\"x\"\r\n"),
            ErrorKind::Unauthorized, "who?");
        row("403", json("403 Forbidden", "country not supported"), ErrorKind::Unauthorized,
            "country not supported");
        row("404", json("404 Not Found", "The model `m` does not exist"), ErrorKind::NotFound,
            "The model `m` does not exist");
        row("404 as text", ModelServer::answer("404 Not Found", "text/plain", "404 page not found"),
            ErrorKind::NotFound, "404 page not found");
        row("404 of a web server",
            ModelServer::answer("404 Not Found", "text/html",
                                "<html><head><title>404 Not\nFound</title></head><body>nginx</body></html>"),
            ErrorKind::NotFound, ": 404 Not Found");
        row("405", json("405 Method Not Allowed", ""), ErrorKind::NotFound, "(405)");
        row("408", json("408 Request Timeout", "slow"), ErrorKind::Timeout, "slow");
        row("413", json("413 Content Too Large", "huge"), ErrorKind::InvalidInput, "huge");
        row("422 as FastAPI says it",
            ModelServer::answer("422 Unprocessable", "application/json",
                                "{\"detail\":[{\"loc\":[\"body\"],\"msg\":\"field required\"}]}"),
            ErrorKind::InvalidInput, "field required");
        row("429", json("429 Too Many Requests", "slow down"), ErrorKind::RateLimited, "slow down");
        row("429 with Retry-After", json("429 Too Many Requests", "slow down", "Retry-After: 7\r\n"),
            ErrorKind::RateLimited, "slow down", 7);
        row("429 with a date long past",
            json("429 Too Many Requests", "slow down", "Retry-After: Wed, 21 Oct 2015 07:28:00 GMT\r\n"),
            ErrorKind::RateLimited, "slow down", 0);
        row("429 with nonsense", json("429 Too Many Requests", "slow down", "Retry-After: soon\r\n"),
            ErrorKind::RateLimited, "slow down");
        row("500", json("500 Internal Server Error", "oops"), ErrorKind::Unavailable, "oops");
        row("500 of Ollama",
            ModelServer::answer("500 Internal Server Error", "application/json", "{\"error\":\"no memory\"}"),
            ErrorKind::Unavailable, "no memory");
        row("503", json("503 Service Unavailable", "overloaded", "Retry-After: 2\r\n"),
            ErrorKind::Unavailable, "overloaded", 2);
        row("503 without a body", ModelServer::answer("503 Service Unavailable", "text/plain", ""),
            ErrorKind::Unavailable, "(503)");
        row("a web page instead of an answer",
            ModelServer::answer("200 OK", "text/html", "<!doctype html><title>Sign in</title>"),
            ErrorKind::Unavailable, "Sign in");
        row("a picture instead of an answer",
            ModelServer::answer("200 OK", "image/png", QByteArray("\x89PNG\0\0", 6)), ErrorKind::Unavailable,
            "image/png");
        row("an error with status 200",
            ModelServer::answer("200 OK", "application/json",
                                "{\"error\":{\"message\":\"no model loaded\"}}"),
            ErrorKind::Unavailable, "no model loaded");
        row("a redirect elsewhere",
            ModelServer::answer("307 Temporary Redirect", "text/plain", "",
                                "Location: https://evil.test/v1/chat/completions\r\n"),
            ErrorKind::NotFound, "https://evil.test/v1/chat/completions");
        row("a redirect within",
            ModelServer::answer("301 Moved Permanently", "text/plain", "", "Location: /v2/chat\r\n"),
            ErrorKind::NotFound, "/v2/chat");
        row("an empty answer", ModelServer::answer("200 OK", "text/event-stream", ""), ErrorKind::Unavailable,
            "broke off");
        row("a stream that is none", ModelServer::answer("200 OK", "text/event-stream", "hello\nworld\n\n"),
            ErrorKind::Unavailable, "broke off");
        row("a malformed event", ModelServer::answer("200 OK", "text/event-stream", "data: {\"choices\n\n"),
            ErrorKind::Unavailable, "cannot be read");
        row("cut in the middle", events(u"text"_s).left(700), ErrorKind::Unavailable, "broke off");
        row("cut in a known length",
            ModelServer::answer("200 OK", "text/event-stream", "data: {", "Content-Length: 9999\r\n"),
            ErrorKind::Unavailable, "broke off");
        row("an event of 9 MiB",
            ModelServer::answer("200 OK", "text/event-stream", "data: " + QByteArray(9 << 20, 'x')),
            ErrorKind::Unavailable, "8 MiB");
        row("no HTTP at all", QByteArray("SSH-2.0-OpenSSH_9.2\r\n"), ErrorKind::Unavailable, "");
        row("nothing at all", QByteArray(), ErrorKind::Unavailable, "");
    }
    void failsAsTheServerFails()
    {
        QFETCH(QByteArray, answer);
        QFETCH(int, kind);
        QFETCH(QString, words);
        QFETCH(int, retryAfter);
        ModelServer server(ModelServer::saying(answer));
        const auto reply = ask(settingsFor(server.baseUrl()), question());
        QVERIFY(!reply);
        const Error error = reply.error();
        QCOMPARE(kindName(error.kind), kindName(ErrorKind(kind)));
        QVERIFY2(error.message.contains(words), qPrintable(error.message));
        QCOMPARE(error.where, server.baseUrl().toString() + u"/chat/completions"_s);
        QVERIFY(!error.message.contains(QString::fromLatin1(key)));
        QCOMPARE(error.retryAfter ? int(error.retryAfter->count()) : -1, retryAfter);
        if (answer.startsWith("HTTP/")) // Qt asks again where no HTTP answer came
            QCOMPARE(server.requests().size(), 1);
    }
    void saysThatNothingListens()
    {
        ModelServer server(ModelServer::saying({}));
        const QUrl url = server.baseUrl();
        server.close();
        const auto reply = ask(settingsFor(url), question());
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, ErrorKind::Unavailable);
        QVERIFY(reply.error().message.startsWith(u"Nothing answers at 127.0.0.1:"_s));
    }
    void givesUpOnASilentServer_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("before the head") << QByteArray();
        QTest::newRow("after the head") << ModelServer::answer("200 OK", "text/event-stream", "");
        QTest::newRow("in the middle") << events(u"text"_s).left(700);
        QTest::newRow("in a refusal")
            << ModelServer::answer("500 Oops", "text/plain", "half", "Content-Length: 99\r\n");
    }
    void givesUpOnASilentServer()
    {
        QFETCH(QByteArray, bytes);
        ModelServer server(ModelServer::goingSilentAfter(bytes));
        QElapsedTimer timer;
        timer.start();
        const auto reply = ask(settingsFor(server.baseUrl()), question(200ms));
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, ErrorKind::Timeout);
        QVERIFY(timer.elapsed() >= 190);
        QVERIFY(timer.elapsed() < 2000);
    }
    void saysOtherwiseWhatAModelRefuses_data()
    {
        QTest::addColumn<QByteArray>("refusal");
        QTest::addColumn<QString>("key");
        QTest::newRow("temperature") << QByteArray(
            "{\"error\":{\"message\":\"Unsupported value\",\"param\":\"temperature\"}}")
                                     << u"temperature"_s;
        QTest::newRow("temperature, in words")
            << QByteArray("{\"error\":\"temperature is not supported\"}") << u"temperature"_s;
        QTest::newRow("stream options")
            << QByteArray("{\"error\":{\"message\":\"Unrecognized argument: stream_options\"}}")
            << u"stream_options"_s;
        QTest::newRow("token limit") << QByteArray(
            "{\"error\":{\"message\":\"Use 'max_completion_tokens' instead.\",\"param\":\"max_tokens\"}}")
                                     << u"max_tokens"_s;
    }
    void saysOtherwiseWhatAModelRefuses()
    {
        QFETCH(QByteArray, refusal);
        QFETCH(QString, key);
        const QByteArray good = events(u"text"_s);
        ModelServer server([&](QTcpSocket *socket, const ModelServer::Request &request, int) {
            const bool has = json::parseText(request.body)->toObject().contains(key);
            socket->write(has ? ModelServer::answer("400 Bad Request", "application/json", refusal) : good);
            socket->disconnectFromHost();
        });
        OpenAiProvider provider(settingsFor(server.baseUrl()));
        const ModelSink nowhere = [](const ModelDelta &) { };
        const auto first = testing::await(provider.complete(question(), nowhere, {}));
        QVERIFY_RESULT(first);
        QCOMPARE(server.requests().size(), 2);
        const auto second = testing::await(provider.complete(question(), nowhere, {}));
        QVERIFY_RESULT(second);
        QCOMPARE(server.requests().size(), 3); // it has learned
    }
    void triesNoThirdTime()
    {
        const QByteArray refusal = "{\"error\":{\"message\":\"no temperature\",\"param\":\"temperature\"}}";
        ModelServer server(
            ModelServer::saying(ModelServer::answer("400 Bad Request", "application/json", refusal)));
        QVERIFY(!ask(settingsFor(server.baseUrl()), question()));
        QCOMPARE(server.requests().size(), 2);
    }
    void stopsWithinATurnOfTheEventLoop_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("before the head") << QByteArray();
        QTest::newRow("in the middle") << events(u"text"_s).left(700);
    }
    void stopsWithinATurnOfTheEventLoop()
    {
        QFETCH(QByteArray, bytes);
        QPointer<QTcpSocket> open;
        ModelServer server([&](QTcpSocket *socket, const ModelServer::Request &, int) {
            socket->write(bytes);
            open = socket;
        });
        OpenAiProvider provider(settingsFor(server.baseUrl()));
        Call call;
        call.start(provider, question());
        QTRY_VERIFY(open && call.text.isEmpty() == bytes.isEmpty());
        call.stop.request_stop();
        QCoreApplication::processEvents();
        QVERIFY(call.reply);
        QCOMPARE(call.reply->error().kind, ErrorKind::Cancelled);
        QTRY_VERIFY(!open || open->state() == QAbstractSocket::UnconnectedState);
    }
    void handsNothingOnOnceStopped()
    {
        ModelServer server(ModelServer::saying(events(u"text"_s)));
        OpenAiProvider provider(settingsFor(server.baseUrl()));
        Call call;
        call.stopsAtFirstPiece = true;
        call.start(provider, question());
        QTRY_VERIFY(call.reply);
        QCOMPARE(call.reply->error().kind, ErrorKind::Cancelled);
        QCOMPARE(call.text, u"Grü"_s);
    }
    void doesNotStartOnceStopped()
    {
        ModelServer server(ModelServer::saying(events(u"text"_s)));
        OpenAiProvider provider(settingsFor(server.baseUrl()));
        Call call;
        call.stop.request_stop();
        call.start(provider, question());
        QTRY_VERIFY(call.reply);
        QCOMPARE(call.reply->error().kind, ErrorKind::Cancelled);
        QCOMPARE(call.text, QString());
    }
    void runsManyCallsAtOnceAndStopsHalf()
    {
        constexpr int count = 20;
        const QByteArray wire = events(u"text"_s);
        QList<QPointer<QTcpSocket>> open;
        ModelServer server([&](QTcpSocket *socket, const ModelServer::Request &, int) {
            socket->write(wire.left(700));
            open.append(socket);
        });
        OpenAiProvider provider(settingsFor(server.baseUrl()));
        std::array<Call, count> calls;
        for (Call &call : calls)
            call.start(provider, question());
        const auto allTalk = [&] {
            return std::ranges::all_of(calls, [](const Call &c) { return !c.text.isEmpty(); });
        };
        QTRY_VERIFY(allTalk());
        for (int i = 0; i < count; i += 2)
            calls[size_t(i)].stop.request_stop();
        for (const QPointer<QTcpSocket> &socket : open) {
            if (socket)
                socket->write(wire.mid(700));
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
        ModelServer server(ModelServer::saying(events(u"text"_s)));
        const auto reply = ask(settingsFor(server.baseUrl()), question());
        qunsetenv("http_proxy");
        QVERIFY_RESULT(reply);
        QVERIFY(proxy.requests().isEmpty());
    }
    void sendsNoKeyWhereThereIsNone()
    {
        ModelServer server(ModelServer::saying(events(u"text"_s)));
        OpenAiSettings settings = settingsFor(server.baseUrl());
        settings.apiKey.clear();
        const auto reply = ask(settings, question());
        QVERIFY_RESULT(reply);
        QVERIFY(!server.requests().constFirst().head.contains("uthorization"));
    }
    void keepsTrafficWithoutKeys()
    {
        QTemporaryDir folder;
        const QByteArray leaky = "data: {\"choices\":[{\"delta\":{\"content\":\"" + key
            + "\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";
        ModelServer server(ModelServer::saying(ModelServer::answer("200 OK", "text/event-stream", leaky)));
        OpenAiSettings settings = settingsFor(server.baseUrl());
        settings.trafficFolder = folder.path();
        QVERIFY(ask(settings, question()));
        QVERIFY(ask(settings, question()));
        const QDir kept(folder.filePath(u"openai"_s));
        QCOMPARE(kept.entryList(QDir::Files),
                 (QStringList{u"0001.reply.sse"_s, u"0001.request.json"_s, u"0002.reply.sse"_s,
                              u"0002.request.json"_s}));
        for (const QString &name : kept.entryList(QDir::Files)) {
            QFile file(kept.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            QVERIFY(!bytes.isEmpty());
            QVERIFY(!bytes.contains(key));
        }
    }
};

QTEST_GUILESS_MAIN(OpenAiProviderTest)
#include "OpenAiProviderTest.moc"
