// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/gate/support/RawClient.h"
#include "tests/api/gate/support/ServerThread.h"
#include "tests/api/gate/support/TestRoutes.h"

#include "server/http/EventStream.h"

#include <QTest>

#include <thread>

using namespace std::chrono_literals;
using namespace testing;

/// A client that reads slowly must cost nothing but patience.
class SlowReaderTest : public QObject
{
    Q_OBJECT
private slots:
    void init() { m_counters = std::make_unique<Counters>(); }
    void cleanup() { m_server.reset(); }

    void letsAStreamWaitForIt_data()
    {
        QTest::addColumn<bool>("native");
        QTest::newRow("epoll") << true;
        QTest::newRow("QTcpSocket") << false;
    }

    void letsAStreamWaitForIt()
    {
        QFETCH(const bool, native);
        start(anyPort(), native ? http::TransportKind::Native : http::TransportKind::QtSockets);
        constexpr int mebibytes = 32;
        RawClient client(m_server->port());
        QVERIFY(client.send(get("/flood?" + QByteArray::number(mebibytes))));
        // It reads nothing: the source stops long before its end …
        const auto standsStill = [&] {
            const qint64 before = m_counters->written;
            QTest::qWait(300);
            return before > 0 && before == m_counters->written;
        };
        QTRY_VERIFY_WITH_TIMEOUT(standsStill(), 60'000);
        QVERIFY(m_counters->written < (mebibytes << 20));
        // … and goes on by itself when it reads, to the last byte.
        client.readUntil([&] { return client.received().endsWith("\r\n0\r\n\r\n"); }, 60s);
        QTRY_COMPARE(m_counters->ended.load(), 1);
        const Replies replies = client.replies();
        QCOMPARE(replies.list.size(), 1);
        QCOMPARE(replies.list[0].body.count("data: "), m_counters->written / 1000);
        const qint64 oneEvent = 1100;
        QVERIFY2(m_counters->mostQueued <= http::EventStream::queueBytes + oneEvent,
                 qPrintable(QString::number(m_counters->mostQueued)));
    }

    void isCutOffByAWriterThatDoesNotLook()
    {
        http::ServerOptions options = anyPort();
        start(options);
        RawClient client(m_server->port());
        QVERIFY(client.send(get("/careless")));
        QTRY_COMPARE(m_counters->left.load(), 1);
        QVERIFY(m_counters->mostQueued < 2 * options.limits.streamQueueBytes + 4096);
        QVERIFY(client.awaitEnd());
        QVERIFY(client.wasReset());
    }

    void isCutOffWhenItReadsNothingForLong()
    {
        http::ServerOptions options = anyPort();
        options.limits.stallTime = 200ms;
        start(options);
        RawClient client(m_server->port());
        QVERIFY(client.send(get("/flood?32")));
        QTRY_COMPARE(m_counters->left.load(), 1);
    }

    void doesNotPileUpPipelinedAnswers()
    {
        start(anyPort());
        RawClient client(m_server->port());
        constexpr int requests = 50'000; // their answers are more than the system's buffers hold
        std::thread sender([&] {
            client.send(get("/health").repeated(requests));
            client.finish(); // and still every one of them is answered
        });
        QTest::qWait(300); // nobody reads meanwhile
        const bool ended = client.awaitEnd(60s);
        client.finish(); // a sender that still waits gives up
        sender.join();
        QVERIFY(ended);
        QCOMPARE(client.received().count("HTTP/1.1 200 OK"), requests);
        QVERIFY(!client.wasReset());
    }

private:
    void start(const http::ServerOptions &options,
               http::TransportKind transport = http::TransportKind::Native)
    {
        m_server = std::make_unique<ServerThread>(options, testRoutes(*m_counters), transport);
    }

    QByteArray get(const QByteArray &target) const
    {
        return "GET " + target + " HTTP/1.1\r\nHost: localhost:" + QByteArray::number(m_server->port())
            + "\r\n\r\n";
    }

    std::unique_ptr<Counters> m_counters;
    std::unique_ptr<ServerThread> m_server;
};

QTEST_GUILESS_MAIN(SlowReaderTest)
#include "SlowReaderTest.moc"
