// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/gate/support/RawClient.h"
#include "tests/api/gate/support/ServerThread.h"
#include "tests/api/gate/support/TestRoutes.h"

#include <QMutex>
#include <QTest>

using namespace testing;

/// What a handler can say, as a client sees it.
class ExchangeTest : public QObject
{
    Q_OBJECT
private slots:
    void init()
    {
        http::ServerOptions options = anyPort();
        m_log.clear();
        m_counters = std::make_unique<Counters>();
        options.log = [this](const http::RequestRecord &record) {
            const QMutexLocker lock(&m_mutex);
            m_log.append(record);
        };
        m_server = std::make_unique<ServerThread>(options, testRoutes(*m_counters));
        QVERIFY2(m_server->failure().isEmpty(), qPrintable(m_server->failure()));
    }
    void cleanup() { m_server.reset(); }

    void saysTheSameOfEveryAnswer_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::newRow("an answer") << request("GET /health");
        QTest::newRow("a refusal") << request("GET /nope");
        QTest::newRow("a parse error") << QByteArray("NONSENSE\r\n\r\n");
        QTest::newRow("a stream") << request("GET /stream?1");
    }

    void saysTheSameOfEveryAnswer()
    {
        QFETCH(const QByteArray, request);
        const Reply reply = ask(request);
        QVERIFY(reply.header("date").endsWith(" GMT"));
        QCOMPARE(reply.header("date").size(), 29);
        QCOMPARE(reply.header("server"), QByteArray("slipway"));
        QCOMPARE(reply.header("x-content-type-options"), QByteArray("nosniff"));
        QVERIFY(!reply.header("x-request-id").isEmpty());
        QTRY_COMPARE(logged().size(), 1);
        QCOMPARE(logged().first().id, reply.header("x-request-id"));
        QVERIFY(ask(request).header("x-request-id") != reply.header("x-request-id"));
    }

    void takesTheNameThatAClientGivesARequest_data()
    {
        QTest::addColumn<QByteArray>("given");
        QTest::addColumn<bool>("isTaken");
        QTest::newRow("a usual one") << QByteArray("0f3c-9A_b.2:7") << true;
        QTest::newRow("as long as may be") << QByteArray(64, 'a') << true;
        QTest::newRow("too long") << QByteArray(65, 'a') << false;
        QTest::newRow("with a space") << QByteArray("a b") << false;
        QTest::newRow("with quotes") << QByteArray("\"a\"") << false;
        QTest::newRow("no ASCII") << QByteArray("\xC3\xA4") << false;
        QTest::newRow("empty") << QByteArray() << false;
    }

    void takesTheNameThatAClientGivesARequest()
    {
        QFETCH(const QByteArray, given);
        const Reply reply = ask("GET /health HTTP/1.1\r\nHost: localhost:" + port()
                                + "\r\nX-Request-Id: " + given + "\r\n\r\n");
        QCOMPARE(reply.status, 200);
        QVERIFY(!reply.header("x-request-id").isEmpty());
        QTEST(reply.header("x-request-id") == given, "isTaken");
    }

    void keepsJsonOutOfCaches()
    {
        QCOMPARE(ask(request("GET /health")).header("cache-control"), QByteArray("no-store"));
        QCOMPARE(ask(request("GET /nope")).header("cache-control"), QByteArray("no-store"));
        QCOMPARE(ask(request("GET /echo")).header("cache-control"), QByteArray());
    }

    void streamsInChunks()
    {
        const Reply reply = ask(request("GET /stream?3"));
        QVERIFY(reply.chunked);
        QCOMPARE(reply.body, QByteArray("data: tick\n\n").repeated(3));
    }

    void streamsToHttp10UntilTheConnectionEnds()
    {
        RawClient client(m_server->port());
        client.send("GET /stream?3 HTTP/1.0\r\nHost: localhost:" + port()
                    + "\r\nConnection: keep-alive\r\n\r\n");
        QVERIFY(client.awaitEnd());
        const Reply reply = client.replies().list.value(0);
        QCOMPARE(reply.header("transfer-encoding"), QByteArray());
        QCOMPARE(reply.header("connection"), QByteArray("close"));
        QCOMPARE(reply.body, QByteArray("data: tick\n\n").repeated(3));
    }

    void tellsTheLengthOfABodyThatHeadLeavesOut()
    {
        RawClient client(m_server->port());
        client.methods = {"HEAD"};
        client.send(request("HEAD /health"));
        QVERIFY(client.awaitReplies(1));
        QCOMPARE(client.replies().list[0].header("content-length"), QByteArray("15"));
        QCOMPARE(client.replies().rest, QByteArray());
    }

    void breaksAStreamThatNobodyEnds()
    {
        RawClient client(m_server->port());
        client.send(request("GET /drop-late"));
        QVERIFY(client.awaitEnd());
        QVERIFY(client.wasReset());
        QVERIFY(client.replies().list.isEmpty());
    }

    void logsEveryExchange_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("status");
        QTest::newRow("answered") << request("GET /health") << QByteArray("GET") << QByteArray("/health")
                                  << 200;
        QTest::newRow("refused") << request("PUT /health") << QByteArray("PUT") << QByteArray("/health")
                                 << 405;
        QTest::newRow("unreadable") << QByteArray("NONSENSE\r\n\r\n") << QByteArray() << QByteArray() << 400;
        QTest::newRow("dropped") << request("GET /drop") << QByteArray("GET") << QByteArray("/drop") << 500;
    }

    void logsEveryExchange()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const int, status);
        ask(bytes);
        QTRY_COMPARE(logged().size(), 1);
        const http::RequestRecord record = logged().first();
        QTEST(record.method, "method");
        QTEST(record.path, "path");
        QCOMPARE(record.status, status);
        QVERIFY(!record.clientLeft);
        QVERIFY(record.bodyBytes > 0);
        QCOMPARE(record.userAgent, record.method.isEmpty() ? QByteArray() : QByteArray("test/1"));
    }

    void logsAClientThatLeft()
    {
        {
            RawClient client(m_server->port());
            client.send(request("GET /wait"));
            QTRY_COMPARE(m_counters->begun.load(), 1);
        }
        QTRY_COMPARE(logged().size(), 1);
        QTRY_COMPARE(m_counters->left.load(), 1);
    }

    void takesItsTime()
    {
        http::ServerOptions options = anyPort();
        options.limits.idleTime = options.limits.headerTime = options.limits.stallTime =
            std::chrono::milliseconds(50);
        m_server = std::make_unique<ServerThread>(options, testRoutes(*m_counters));
        QCOMPARE(ask(request("GET /later?400")).body, QByteArray("later"));
        QCOMPARE(ask(request("GET /stream?200")).body.size(), 200 * 12);
    }

    void tellsExchangesWhenTheServerStops()
    {
        RawClient client(m_server->port());
        client.send(request("GET /endless"));
        QVERIFY(client.awaitBytes(200));
        m_server.reset();
        QCOMPARE(m_counters->left.load(), 1);
        QVERIFY(client.awaitEnd());
        QVERIFY(client.wasReset()); // half a stream does not end like a whole one
    }

private:
    QByteArray port() const { return QByteArray::number(m_server->port()); }

    QByteArray request(const QByteArray &methodAndTarget) const
    {
        const QByteArray host = m_server ? port() : QByteArray("PORT");
        return methodAndTarget + " HTTP/1.1\r\nHost: localhost:" + host + "\r\nUser-Agent: test/1\r\n\r\n";
    }

    Reply ask(QByteArray bytes)
    {
        RawClient client(m_server->port());
        client.send(bytes.replace("PORT", port()));
        client.awaitReplies(1);
        return client.replies().list.value(0);
    }

    QList<http::RequestRecord> logged()
    {
        const QMutexLocker lock(&m_mutex);
        return m_log;
    }

    std::unique_ptr<Counters> m_counters;
    QMutex m_mutex;
    QList<http::RequestRecord> m_log;
    std::unique_ptr<ServerThread> m_server;
};

QTEST_GUILESS_MAIN(ExchangeTest)
#include "ExchangeTest.moc"
