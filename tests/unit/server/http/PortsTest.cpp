// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/Ports.h"

#include <QCoreApplication>
#include <QTcpServer>
#include <QTest>

class PortsTest : public QObject
{
    Q_OBJECT
private slots:
    void namesTheHolder_data()
    {
        QTest::addColumn<QHostAddress>("address");
        QTest::newRow("IPv4") << QHostAddress(QHostAddress::LocalHost);
        QTest::newRow("IPv6") << QHostAddress(QHostAddress::LocalHostIPv6);
    }

    void namesTheHolder()
    {
        QFETCH(const QHostAddress, address);
        QTcpServer server;
        if (!server.listen(address, 0))
            QSKIP("this machine has no such address");
        // The kernel keeps 15 bytes of a program's name.
        QCOMPARE(http::portHolder(server.serverPort()),
                 QStringLiteral("PortsTest, pid %1").arg(QCoreApplication::applicationPid()));
    }

    void namesNobodyForAFreePort()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress(QHostAddress::LocalHost), 0));
        const quint16 port = server.serverPort();
        server.close();
        QCOMPARE(http::portHolder(port), QString());
    }

    void skipsTakenPorts()
    {
        const QHostAddress loopback(QHostAddress::LocalHost);
        QTcpServer first;
        QVERIFY(first.listen(loopback, 0));
        const quint16 port = first.serverPort();
        QTcpServer second;
        const bool taken = second.listen(loopback, quint16(port + 1));
        const quint16 next = http::nextFreePort(port, {loopback});
        QVERIFY(next > port);
        QVERIFY(!taken || next != port + 1);
        QTcpServer third;
        QVERIFY(third.listen(loopback, next));
    }

    void findsNoneBeyondTheLast() { QCOMPARE(http::nextFreePort(65535, {}), quint16(0)); }
};

QTEST_GUILESS_MAIN(PortsTest)
#include "PortsTest.moc"
