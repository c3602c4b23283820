// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/http/AddressGuard.h"

#include <QTest>

using namespace agent;
using namespace Qt::StringLiterals;

class AddressGuardTest : public QObject
{
    Q_OBJECT
private slots:
    void tellsPublicAddresses_data()
    {
        QTest::addColumn<bool>("open");
        for (const char *address :
             {"1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.0.0.1",
              "128.0.0.1", "169.253.0.1", "172.15.255.255", "172.32.0.0", "192.167.0.1", "192.169.0.1",
              "198.17.0.1", "198.20.0.1", "223.255.255.255", "2606:4700:4700::1111", "2a00:1450:4007::1",
              "::ffff:8.8.8.8"})
            QTest::newRow(address) << true;
        for (const char *address : {"0.0.0.0",
                                    "0.1.2.3",
                                    "10.0.0.1",
                                    "10.255.255.255",
                                    "100.64.0.1",
                                    "100.100.100.200",
                                    "127.0.0.1",
                                    "127.255.255.254",
                                    "169.254.169.254",
                                    "172.16.0.1",
                                    "172.31.255.255",
                                    "192.0.0.192",
                                    "192.0.2.1",
                                    "192.88.99.1",
                                    "192.168.0.1",
                                    "198.18.0.1",
                                    "198.51.100.7",
                                    "203.0.113.7",
                                    "224.0.0.1",
                                    "239.255.255.250",
                                    "240.0.0.1",
                                    "255.255.255.255",
                                    "::",
                                    "::1",
                                    "::ffff:127.0.0.1",
                                    "::ffff:169.254.169.254",
                                    "::127.0.0.1",
                                    "64:ff9b::7f00:1",
                                    "64:ff9b:1::1",
                                    "100::1",
                                    "2001::1",
                                    "2001:db8::1",
                                    "2002:7f00:1::",
                                    "3fff::1",
                                    "fc00::1",
                                    "fd00:ec2::254",
                                    "fe80::1",
                                    "fe80::1%lo",
                                    "fec0::1",
                                    "ff02::1",
                                    "5f00::1"})
            QTest::newRow(address) << false;
    }
    void tellsPublicAddresses()
    {
        QFETCH(bool, open);
        const QHostAddress address(QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY(!address.isNull());
        QCOMPARE(isPublic(address), open);
    }
    void nothingIsNotPublic()
    {
        QVERIFY(!isPublic(QHostAddress()));
        QVERIFY(!isPublic(QHostAddress(QHostAddress::Any)));
    }
};

QTEST_APPLESS_MAIN(AddressGuardTest)
#include "AddressGuardTest.moc"
