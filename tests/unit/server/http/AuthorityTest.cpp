// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/Authority.h"

#include <QTest>

using http::Authority;

class AuthorityTest : public QObject
{
    Q_OBJECT
private slots:
    void reads_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("isOne");
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<int>("port");
        const auto good = [](const char *text, const char *host, int port = -1) {
            QTest::newRow(text) << QByteArray(text) << true << QByteArray(host) << port;
        };
        const auto bad = [](const char *text) {
            QTest::newRow(*text ? text : "nothing") << QByteArray(text) << false << QByteArray() << -1;
        };
        good("localhost", "localhost");
        good("LocalHost:80", "localhost", 80);
        good("127.0.0.1:8000", "127.0.0.1", 8000);
        good("[::1]", "::1");
        good("[::1]:65535", "::1", 65535);
        good("my_box-2.lan", "my_box-2.lan");
        bad("");
        bad(":80");
        bad("host:");
        bad("host:+1");
        bad("host:65536");
        bad("host:80:80");
        bad("a b");
        bad("user@host");
        bad("::1");
        bad("[::1");
        bad("[localhost]");
        bad("[]");
        bad("[::1]x");
        bad("host/path");
        bad("h\xc3\xb6st");
    }

    void reads()
    {
        QFETCH(const QByteArray, text);
        const auto authority = Authority::parse(text);
        QTEST(authority.has_value(), "isOne");
        if (!authority)
            return;
        QTEST(authority->host, "host");
        QTEST(int(authority->port ? *authority->port : -1), "port");
    }

    void knowsLoopback_data()
    {
        QTest::addColumn<bool>("loopback");
        QTest::newRow("localhost") << true;
        QTest::newRow("app.localhost") << true;
        QTest::newRow("127.0.0.1") << true;
        QTest::newRow("127.9.9.9:1") << true;
        QTest::newRow("[::1]:8000") << true;
        QTest::newRow("localhost.evil.example") << false;
        QTest::newRow("evillocalhost") << false;
        QTest::newRow("127.0.0.1.nip.io") << false;
        QTest::newRow("192.168.1.1") << false;
        QTest::newRow("[2001:db8::1]") << false;
    }

    void knowsLoopback()
    {
        const auto authority = Authority::parse(QTest::currentDataTag());
        QVERIFY(authority);
        QTEST(authority->isLoopback(), "loopback");
    }
};

QTEST_GUILESS_MAIN(AuthorityTest)
#include "AuthorityTest.moc"
