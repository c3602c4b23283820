// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/gate/support/RawClient.h"
#include "tests/api/gate/support/ServerThread.h"
#include "tests/api/gate/support/TestRoutes.h"

#include <QTest>

#include <sys/resource.h>

using namespace testing;

class ManyClientsTest : public QObject
{
    Q_OBJECT
private slots:
    void init() { m_counters = std::make_unique<Counters>(); }
    void cleanup() { m_server.reset(); }

    void areRefusedBeyondTheCap_data() { addTransports(); }
    void areRefusedBeyondTheCap()
    {
        http::ServerOptions options = anyPort();
        options.limits.connections = 5;
        start(options);
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < 5; ++i) {
            clients.push_back(std::make_unique<RawClient>(m_server->port()));
            QVERIFY(clients.back()->send(get("/idle")));
            QVERIFY(clients.back()->awaitBytes(1));
        }
        RawClient sixth(m_server->port());
        QVERIFY(sixth.awaitEnd());
        QCOMPARE(sixth.replies().statuses(), QList<int>{503});

        // Some leave, and there is room again.
        clients.resize(1);
        QTRY_COMPARE(m_counters->left.load(), 4);
        sixth.close();
        QTRY_VERIFY(isServed());
    }

    void canBeAThousandThatListen()
    {
        http::ServerOptions options = anyPort();
        options.limits.connections = 1100;
        start(options);
        rlimit descriptors{};
        getrlimit(RLIMIT_NOFILE, &descriptors);
        const int count = descriptors.rlim_cur >= 2500 ? 1000 : 400;
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < count; ++i) {
            clients.push_back(std::make_unique<RawClient>(m_server->port()));
            QVERIFY(clients.back()->send(get("/idle")));
        }
        QTRY_COMPARE(m_counters->begun.load(), count);
        QVERIFY(isServed());
        clients.clear();
        QTRY_COMPARE(m_counters->left.load(), count);
    }

private:
    static void addTransports()
    {
        QTest::addColumn<bool>("native");
        QTest::newRow("epoll") << true;
        QTest::newRow("QTcpSocket") << false;
    }

    void start(const http::ServerOptions &options)
    {
        const bool native = !QTest::currentDataTag() || QByteArray(QTest::currentDataTag()) != "QTcpSocket";
        m_server = std::make_unique<ServerThread>(options, testRoutes(*m_counters),
                                                  native ? http::TransportKind::Native
                                                         : http::TransportKind::QtSockets);
    }

    bool isServed()
    {
        RawClient client(m_server->port());
        client.send(get("/health"));
        return client.awaitReplies(1) && client.replies().statuses() == QList<int>{200};
    }

    QByteArray get(const QByteArray &target) const
    {
        return "GET " + target + " HTTP/1.1\r\nHost: localhost:" + QByteArray::number(m_server->port())
            + "\r\n\r\n";
    }

    std::unique_ptr<Counters> m_counters;
    std::unique_ptr<ServerThread> m_server;
};

QTEST_GUILESS_MAIN(ManyClientsTest)
#include "ManyClientsTest.moc"
