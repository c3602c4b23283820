// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/gate/support/RawClient.h"
#include "tests/api/gate/support/ServerThread.h"
#include "tests/api/gate/support/TestRoutes.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>

using namespace testing;

/// A client may leave at any byte of the request and of the answer, politely or not.
class LeavingClientTest : public QObject
{
    Q_OBJECT
private slots:
    void cleanup()
    {
        m_server.reset();
        m_counters = std::make_unique<Counters>();
    }

    void mayCutItsRequestAtAnyByte_data() { addWaysToLeave(); }
    void mayCutItsRequestAtAnyByte()
    {
        start();
        const QByteArray head =
            "POST /echo HTTP/1.1\r\nHost: " + host() + "\r\nContent-Type: application/json\r\n";
        const QByteArray bodies[] = {
            "Transfer-Encoding: chunked\r\n\r\n5;x\r\nhello\r\n1\r\n!\r\n0\r\nT: 1\r\n\r\n",
            "Content-Length: 5\r\n\r\nhello"};
        for (const QByteArray &body : bodies) {
            const QByteArray bytes = head + body;
            for (qsizetype cut = 0; cut <= bytes.size(); ++cut) {
                RawClient client(m_server->port());
                QVERIFY(client.send(bytes.first(cut)));
                leave(client);
            }
        }
        checkHealth();
    }

    void mayCutTheAnswerAtAnyByte_data() { addWaysToLeave(); }
    void mayCutTheAnswerAtAnyByte()
    {
        start();
        const int bytes = 400; // the head and some events
        for (int cut = 0; cut <= bytes; ++cut) {
            RawClient client(m_server->port());
            QVERIFY(client.send(get("/endless")));
            QVERIFY2(client.awaitBytes(cut),
                     "cut at " + QByteArray::number(cut) + (client.hasEnded() ? ", ended" : ", hangs")
                         + " after " + client.received());
            leave(client);
        }
        QTRY_COMPARE(m_counters->left.load(), m_counters->begun.load());
        checkHealth();
    }

    void isNoticedWhileItsRunIsBusy_data() { addWaysToLeave(); }
    void isNoticedWhileItsRunIsBusy()
    {
        start();
        QList<qint64> waits;
        for (int i = 1; i <= 20; ++i) {
            RawClient client(m_server->port());
            // Bytes of a next request lie in the socket, unread, while the first is being worked on.
            QVERIFY(client.send(get("/wait") + get("/health")));
            QTRY_COMPARE(m_counters->begun.load(), i);
            QElapsedTimer timer;
            timer.start();
            leave(client);
            while (m_counters->left < i && timer.elapsed() < 5000)
                QTest::qSleep(0);
            QCOMPARE(m_counters->left.load(), i);
            waits.append(timer.elapsed());
        }
        // The best, because the machine may be busy with other things.
        QVERIFY(*std::ranges::min_element(waits) < 100);
    }

    void isNoticedWithMoreRequestsWaitingThanWeRead_data() { addWaysToLeave(); }
    void isNoticedWithMoreRequestsWaitingThanWeRead()
    {
        start();
        RawClient client(m_server->port());
        QVERIFY(client.send(get("/idle") + get("/health").repeated(3000)));
        QVERIFY(client.awaitBytes(50));
        leave(client);
        QTRY_COMPARE(m_counters->left.load(), 1);
        checkHealth();
    }

    void getsItsLateAnswerThoughItClosedItsHalf()
    {
        start();
        RawClient client(m_server->port());
        QVERIFY(client.send(get("/later?30")));
        client.finish();
        QVERIFY(client.awaitEnd());
        QCOMPARE(client.replies().statuses(), QList<int>{200});
        QCOMPARE(client.replies().list[0].body, QByteArray("later"));
    }

private:
    static void addWaysToLeave()
    {
        QTest::addColumn<http::TransportKind>("transport");
        QTest::addColumn<bool>("politely");
        QTest::newRow("FIN") << http::TransportKind::Native << true;
        QTest::newRow("RST") << http::TransportKind::Native << false;
        QTest::newRow("FIN, QTcpSocket") << http::TransportKind::QtSockets << true;
        QTest::newRow("RST, QTcpSocket") << http::TransportKind::QtSockets << false;
    }

    void start()
    {
        auto transport = http::TransportKind::Native;
        if (QTest::currentDataTag() && QByteArray(QTest::currentDataTag()).endsWith("QTcpSocket"))
            transport = http::TransportKind::QtSockets;
        m_server = std::make_unique<ServerThread>(anyPort(), testRoutes(*m_counters), transport);
    }

    static void leave(RawClient &client)
    {
        QFETCH(const bool, politely);
        politely ? client.close() : client.reset();
    }

    QByteArray host() const { return "localhost:" + QByteArray::number(m_server->port()); }
    QByteArray get(const QByteArray &target) const
    {
        return "GET " + target + " HTTP/1.1\r\nHost: " + host() + "\r\n\r\n";
    }

    void checkHealth()
    {
        RawClient client(m_server->port());
        QVERIFY(client.send(get("/health")));
        QVERIFY(client.awaitReplies(1));
        QCOMPARE(client.replies().statuses(), QList<int>{200});
    }

    std::unique_ptr<Counters> m_counters = std::make_unique<Counters>();
    std::unique_ptr<ServerThread> m_server;
};

Q_DECLARE_METATYPE(http::TransportKind)

QTEST_GUILESS_MAIN(LeavingClientTest)
#include "LeavingClientTest.moc"
