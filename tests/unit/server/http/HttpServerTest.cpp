// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/HttpServer.h"

#include "tests/support/Testing.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace http;

namespace {

void sayHello(const ExchangePtr &exchange)
{
    exchange->answer({200, "text/plain", "hello", {}});
}

Route greeting()
{
    return {"GET", "/hello", Scope::Public, Body::None, sayHello};
}

ServerOptions anyPort()
{
    ServerOptions options;
    options.port = 0;
    return options;
}

/// Sends a request to one of the server's addresses and reads until the connection ends.
QByteArray ask(const QHostAddress &address, quint16 port, const QByteArray &request)
{
    QTcpSocket client;
    client.connectToHost(address, port);
    if (!QTest::qWaitFor([&] { return client.state() == QAbstractSocket::ConnectedState; }))
        return "not connected";
    client.write(request);
    (void)QTest::qWaitFor([&] { return client.state() == QAbstractSocket::UnconnectedState; });
    return client.readAll();
}

} // namespace

class HttpServerTest : public QObject
{
    Q_OBJECT
private slots:
    void servesOnIpv4AndIpv6AtTheSamePort()
    {
        HttpServer server(anyPort());
        QVERIFY_RESULT(server.start({greeting()}));
        QVERIFY(server.port() != 0);
        QVERIFY(!server.addresses().isEmpty());
        for (const QHostAddress &address : server.addresses()) {
            const QByteArray reply =
                ask(address, server.port(),
                    "GET /hello HTTP/1.1\r\nHost: localhost:" + QByteArray::number(server.port())
                        + "\r\nConnection: close\r\n\r\n");
            QVERIFY2(reply.startsWith("HTTP/1.1 200 OK\r\n"), reply.constData());
            QVERIFY(reply.endsWith("\r\n\r\nhello"));
        }
    }

    void stopsAndStartsAgain()
    {
        HttpServer server(anyPort());
        QVERIFY_RESULT(server.start({greeting()}));
        const quint16 before = server.port();
        server.stop();
        QVERIFY(!server.isRunning());
        QCOMPARE(server.port(), quint16(0));
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress(QHostAddress::LocalHost), before));
        QVERIFY_RESULT(server.start({greeting()}));
        QVERIFY(server.isRunning());
    }

    void namesWhoHoldsATakenPort()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress(QHostAddress::LocalHost), 0));
        ServerOptions options;
        options.port = other.serverPort();
        HttpServer server(options);
        const auto result = server.start({greeting()});
        QVERIFY(!result);
        QCOMPARE(result.error().kind, agent::ErrorKind::Conflict);
        const QString pid = QStringLiteral("pid %1").arg(QCoreApplication::applicationPid());
        QVERIFY2(result.error().message.contains(pid), qPrintable(result.error().message));
        QVERIFY(!server.isRunning());
    }

    void refusesToBeReachedFromOutsideWithoutAToken()
    {
        ServerOptions options = anyPort();
        options.addresses = {QHostAddress(QHostAddress::Any)};
        HttpServer open(options);
        const auto refused = open.start({greeting()});
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, agent::ErrorKind::Denied);

        options.addresses = {QHostAddress(QHostAddress::AnyIPv4)};
        options.token = "secret";
        HttpServer locked(options);
        QVERIFY_RESULT(locked.start({greeting()}));
    }

    void refusesAnAddressOfAnotherMachine()
    {
        ServerOptions options = anyPort();
        options.addresses = {QHostAddress(QStringLiteral("192.0.2.1"))};
        options.token = "secret";
        HttpServer server(options);
        const auto result = server.start({greeting()});
        QVERIFY(!result);
        QCOMPARE(result.error().kind, agent::ErrorKind::InvalidInput);
    }

    void refusesARouteThatIsThereTwice()
    {
        HttpServer server(anyPort());
        const auto result = server.start({greeting(), greeting()});
        QVERIFY(!result);
        QCOMPARE(result.error().kind, agent::ErrorKind::InvalidInput);
    }
};

QTEST_GUILESS_MAIN(HttpServerTest)
#include "HttpServerTest.moc"
