// SPDX-License-Identifier: GPL-3.0-or-later
#include "Calls.h"

#include "tests/support/Testing.h"

#include <QElapsedTimer>
#include <QNetworkReply>

using namespace agent;
using namespace testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// One way in which a server fails, and how a person gets to know.
struct Failure
{
    QByteArray name;
    QByteArray answer;
    ErrorKind kind;
    QString words;
    int retryAfter = -1; ///< Seconds; -1: the server asks for none.
};

QByteArray json(const QByteArray &status, const QByteArray &message, const QByteArray &fields = {})
{
    const QByteArray body =
        "{\"error\":{\"message\":\"" + message + "\",\"type\":\"x\",\"param\":null,\"code\":null}}";
    return ModelServer::answer(status, "application/json", body, fields);
}

QByteArray page(const QByteArray &status, const QByteArray &html)
{
    return ModelServer::answer(status, "text/html", html);
}

// What a server says by its status. Google puts the wait and the reason into the body.
QList<Failure> refusals()
{
    const QByteArray quota =
        "{\"error\":{\"code\":429,\"message\":\"quota\",\"status\":\"RESOURCE_EXHAUSTED\","
        "\"details\":[{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\","
        "\"retryDelay\":\"34.07s\"}]}}";
    const QByteArray badKey = "{\"error\":{\"code\":400,\"message\":\"API key not valid.\",\"status\":"
                              "\"INVALID_ARGUMENT\",\"details\":[{\"reason\":\"API_KEY_INVALID\"}]}}";
    return {
        {"400", json("400 Bad Request", "too many tokens"), ErrorKind::InvalidInput, u"too many tokens"_s},
        {"400 that means the key", ModelServer::answer("400 Bad Request", "application/json", badKey),
         ErrorKind::Unauthorized, u"API key not valid"_s},
        {"401", json("401 Unauthorized", "Incorrect API key"), ErrorKind::Unauthorized,
         u"refused the API key (401): Incorrect API key"_s},
        {"401 that echoes the key", json("401 Unauthorized", "Bad key " + secretKey), ErrorKind::Unauthorized,
         u"Bad key (key)"_s},
        {"401 with a challenge", json("401 Unauthorized", "who?", "WWW-Authenticate: Basic realm=\"x\"\r\n"),
         ErrorKind::Unauthorized, u"who?"_s},
        {"403", json("403 Forbidden", "country not supported"), ErrorKind::Unauthorized,
         u"country not supported"_s},
        {"404", json("404 Not Found", "The model `m` does not exist"), ErrorKind::NotFound,
         u"The model `m` does not exist"_s},
        {"404 as text", ModelServer::answer("404 Not Found", "text/plain", "404 page not found"),
         ErrorKind::NotFound, u"404 page not found"_s},
        {"404 of a web server",
         page("404 Not Found", "<html><head><title>404 Not\nFound</title></head><body>nginx</body></html>"),
         ErrorKind::NotFound, u": 404 Not Found"_s},
        {"405", json("405 Method Not Allowed", ""), ErrorKind::NotFound, u"(405)"_s},
        {"408", json("408 Request Timeout", "slow"), ErrorKind::Timeout, u"slow"_s},
        {"413", json("413 Content Too Large", "huge"), ErrorKind::InvalidInput, u"huge"_s},
        {"422 as FastAPI says it",
         ModelServer::answer("422 Unprocessable", "application/json",
                             "{\"detail\":[{\"loc\":[\"body\"],\"msg\":\"field required\"}]}"),
         ErrorKind::InvalidInput, u"field required"_s},
        {"429", json("429 Too Many Requests", "slow down"), ErrorKind::RateLimited, u"slow down"_s},
        {"429 with Retry-After", json("429 Too Many Requests", "slow down", "Retry-After: 7\r\n"),
         ErrorKind::RateLimited, u"slow down"_s, 7},
        {"429 with a date long past",
         json("429 Too Many Requests", "slow down", "Retry-After: Wed, 21 Oct 2015 07:28:00 GMT\r\n"),
         ErrorKind::RateLimited, u"slow down"_s, 0},
        {"429 with nonsense", json("429 Too Many Requests", "slow down", "Retry-After: soon\r\n"),
         ErrorKind::RateLimited, u"slow down"_s},
        {"429 with the wait in the body",
         ModelServer::answer("429 Too Many Requests", "application/json", quota), ErrorKind::RateLimited,
         u"quota"_s, 35},
        {"500", json("500 Internal Server Error", "oops"), ErrorKind::Unavailable, u"oops"_s},
        {"500 of Ollama",
         ModelServer::answer("500 Internal Server Error", "application/json", "{\"error\":\"no memory\"}"),
         ErrorKind::Unavailable, u"no memory"_s},
        {"503", json("503 Service Unavailable", "overloaded", "Retry-After: 2\r\n"), ErrorKind::Unavailable,
         u"overloaded"_s, 2},
        {"503 without a body", ModelServer::answer("503 Service Unavailable", "text/plain", ""),
         ErrorKind::Unavailable, u"(503)"_s},
        {"529 of Anthropic",
         ModelServer::answer("529 Overloaded", "application/json",
                             "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":"
                             "\"Overloaded\"}}"),
         ErrorKind::Unavailable, u"overloaded at the moment (529): Overloaded"_s},
        {"a redirect elsewhere",
         ModelServer::answer("307 Temporary Redirect", "text/plain", "",
                             "Location: https://evil.test/v1/chat/completions\r\n"),
         ErrorKind::NotFound, u"https://evil.test/v1/chat/completions"_s},
        {"a redirect within",
         ModelServer::answer("301 Moved Permanently", "text/plain", "", "Location: /v2/chat\r\n"),
         ErrorKind::NotFound, u"/v2/chat"_s},
    };
}

// What is no model's answer, or only the beginning of one.
QList<Failure> brokenAnswers(const Wire &wire)
{
    const auto stream = [&wire](const QByteArray &body, const QByteArray &fields = {}) {
        return ModelServer::answer("200 OK", wire.contentType(), body, fields);
    };
    const bool isLines = wire.framing == Framing::Lines;
    const QByteArray before = isLines ? "" : "data: ";
    const QByteArray chunked = "Transfer-Encoding: chunked\r\n";
    return {
        {"a web page instead of an answer", page("200 OK", "<!doctype html><title>Sign in</title>"),
         ErrorKind::Unavailable, u"Sign in"_s},
        {"a picture instead of an answer",
         ModelServer::answer("200 OK", "image/png", QByteArray("\x89PNG\0\0", 6)), ErrorKind::Unavailable,
         u"image/png"_s},
        {"an error with status 200",
         ModelServer::answer("200 OK", "application/json", "{\"error\":{\"message\":\"no model loaded\"}}"),
         ErrorKind::Unavailable, u""_s},
        {"an empty answer", stream(""), ErrorKind::Unavailable, u"broke off"_s},
        {"a stream that is none", stream("hello\nworld\n\n"), ErrorKind::Unavailable, u""_s},
        {"a malformed record", stream(before + "{\"choices\n\n"), ErrorKind::Unavailable,
         u"cannot be read"_s},
        {"cut in the middle", beginning(wire), ErrorKind::Unavailable, u""_s},
        {"cut in a known length", stream(before + "{", "Content-Length: 9999\r\n"), ErrorKind::Unavailable,
         u""_s},
        {"cut within a chunk", stream("ffff\r\n" + before + "{", chunked), ErrorKind::Unavailable, u""_s},
        {"a record of 9 MiB", stream(before + QByteArray(9 << 20, 'x')), ErrorKind::Unavailable, u"8 MiB"_s},
        {"no HTTP at all", QByteArray("SSH-2.0-OpenSSH_9.2\r\n"), ErrorKind::Unavailable, u""_s},
        {"nothing at all", QByteArray(), ErrorKind::Unavailable, u""_s},
    };
}

} // namespace

/// Everything that can go wrong with a server, for every provider.
class ProviderFailuresTest : public QObject
{
    Q_OBJECT
private slots:
    void failsAsTheServerFails_data()
    {
        QTest::addColumn<QString>("wireName");
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("words");
        QTest::addColumn<int>("retryAfter");
        for (const Wire &wire : wires()) {
            for (const Failure &failure : refusals() + brokenAnswers(wire)) {
                QTest::addRow("%s: %s", qPrintable(wire.name), failure.name.constData())
                    << wire.name << failure.answer << int(failure.kind) << failure.words
                    << failure.retryAfter;
            }
        }
    }
    void failsAsTheServerFails()
    {
        QFETCH(QString, wireName);
        QFETCH(QByteArray, answer);
        QFETCH(int, kind);
        QFETCH(QString, words);
        QFETCH(int, retryAfter);
        const Wire &spoken = wire(wireName);
        ModelServer server(ModelServer::saying(answer));
        const auto reply = ask(spoken, server);
        QVERIFY(!reply);
        const Error &error = reply.error();
        QCOMPARE(kindName(error.kind), kindName(ErrorKind(kind)));
        QVERIFY2(error.message.contains(words), qPrintable(error.message));
        QUrl address = server.baseUrl();
        address.setPath(spoken.path);
        QCOMPARE(error.where, address.toString());
        QVERIFY(!error.message.contains(QString::fromLatin1(secretKey)));
        QCOMPARE(error.retryAfter ? int(error.retryAfter->count()) : -1, retryAfter);
        if (answer.startsWith("HTTP/")) // Qt asks again where no HTTP answer came
            QCOMPARE(server.requests().size(), 1);
    }
    void saysThatNothingListens_data() { addWires(); }
    void saysThatNothingListens()
    {
        QFETCH(QString, wireName);
        ModelServer server(ModelServer::saying({}));
        const QUrl url = server.baseUrl();
        server.close();
        const Wire &spoken = wire(wireName);
        const auto reply = ask(*spoken.provider(spoken.settings(url)), question());
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, ErrorKind::Unavailable);
        QVERIFY(reply.error().message.startsWith(u"Nothing answers at 127.0.0.1:"_s));
    }
    void saysThatTheServerSpeaksNoTls_data() { addWires(); }
    void saysThatTheServerSpeaksNoTls()
    {
        QFETCH(QString, wireName);
        const Wire &spoken = wire(wireName);
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        connect(&server, &QTcpServer::newConnection, &server, [&server] {
            QTcpSocket *socket = server.nextPendingConnection();
            socket->write("HTTP/1.1 400 Bad Request\r\n\r\n");
            socket->disconnectFromHost();
        });
        const QUrl url(u"https://127.0.0.1:%1"_s.arg(server.serverPort()));
        const auto reply = ask(*spoken.provider(spoken.settings(url)), question());
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, ErrorKind::Unavailable);
        QVERIFY2(reply.error().message.contains(u"secure connection"_s), qPrintable(reply.error().message));
    }
    void saysThatThereIsNoSuchHost()
    {
        const Error error =
            failureOf(QNetworkReply::HostNotFoundError, {}, QUrl(u"https://api.nowhere.test/v1"_s));
        QCOMPARE(error.kind, ErrorKind::Unavailable);
        QCOMPARE(error.message, u"There is no host named api.nowhere.test, or this machine is offline"_s);
    }
    void givesUpOnASilentServer_data()
    {
        QTest::addColumn<QString>("wireName");
        QTest::addColumn<QByteArray>("bytes");
        for (const Wire &wire : wires()) {
            const auto row = [&wire](const char *name, const QByteArray &bytes) {
                QTest::addRow("%s: %s", qPrintable(wire.name), name) << wire.name << bytes;
            };
            row("before the head", {});
            row("after the head", ModelServer::answer("200 OK", wire.contentType(), ""));
            row("in the middle", beginning(wire));
            row("in a refusal",
                ModelServer::answer("500 Oops", "text/plain", "half", "Content-Length: 99\r\n"));
        }
    }
    void givesUpOnASilentServer()
    {
        QFETCH(QString, wireName);
        QFETCH(QByteArray, bytes);
        ModelServer server(ModelServer::goingSilentAfter(bytes));
        QElapsedTimer timer;
        timer.start();
        const auto reply = ask(wire(wireName), server, 200ms);
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, ErrorKind::Timeout);
        QVERIFY(timer.elapsed() >= 190);
        QVERIFY(timer.elapsed() < 5000);
    }
    void endsAnAnswerThatNeverEnds_data() { addWires(); }
    void endsAnAnswerThatNeverEnds()
    {
        QFETCH(QString, wireName);
        const Wire &spoken = wire(wireName);
        const QByteArray more(1 << 20, '\n');
        ModelServer server([&](QTcpSocket *socket, const ModelServer::Request &, int) {
            socket->write(beginning(spoken) + more);
            connect(socket, &QTcpSocket::bytesWritten, socket, [socket, more] {
                if (socket->bytesToWrite() < more.size())
                    socket->write(more);
            });
        });
        const auto reply = ask(spoken, server);
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, ErrorKind::Unavailable);
        QVERIFY2(reply.error().message.contains(u" MiB"_s)
                     || reply.error().message.contains(u"cannot be read"_s),
                 qPrintable(reply.error().message));
    }

private:
    static void addWires()
    {
        QTest::addColumn<QString>("wireName");
        for (const Wire &wire : wires())
            QTest::newRow(qPrintable(wire.name)) << wire.name;
    }
};

QTEST_GUILESS_MAIN(ProviderFailuresTest)
#include "ProviderFailuresTest.moc"
