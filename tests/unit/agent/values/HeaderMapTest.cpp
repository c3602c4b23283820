// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/values/HeaderMap.h"

#include <QTest>

using namespace agent;
using namespace Qt::StringLiterals;

class HeaderMapTest : public QObject
{
    Q_OBJECT
private slots:
    void knowsWhatCanBeAName_data()
    {
        QTest::addColumn<bool>("can");
        for (const char *good : {"X-Tenant", "x", "!#$%&'*+-.^_`|~09"})
            QTest::newRow(good) << true;
        for (const char *bad : {"", "X Tenant", "X:", "X\r\nHost", "X\n", "Grün", "(x)"})
            QTest::newRow(bad) << false;
    }
    void knowsWhatCanBeAName()
    {
        QFETCH(bool, can);
        QCOMPARE(isHeaderName(QString::fromUtf8(QTest::currentDataTag())), can);
    }

    void knowsWhatCanBeAValue_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("can");
        QTest::newRow("words") << u"a b, c;d=\"e\"\tgrün"_s << true;
        QTest::newRow("nothing") << QString() << true;
        QTest::newRow("line feed") << u"a\nb"_s << false;
        QTest::newRow("line feed at the end") << u"a\n"_s << false;
        QTest::newRow("carriage return") << u"a\rb"_s << false;
        QTest::newRow("nul") << u"a"_s + QChar(0) << false;
        QTest::newRow("delete") << u"a\u007f"_s << false;
    }
    void knowsWhatCanBeAValue()
    {
        QFETCH(QString, value);
        QFETCH(bool, can);
        QCOMPARE(isHeaderValue(value), can);
    }

    void findsTheSecrets_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QStringList>("secrets");
        QTest::newRow("a variable") << u"X-Tenant"_s << u"${TENANT}"_s << QStringList{u"blue-house"_s};
        QTest::newRow("among words") << u"X-Tenant"_s << u"of ${TENANT} in ${PLACE}"_s
                                     << QStringList{u"blue-house"_s};
        QTest::newRow("a default") << u"X-Tenant"_s << u"${NONE:-red-house}"_s << QStringList{u"red-house"_s};
        QTest::newRow("no variable at all") << u"X-Tenant"_s << u"$${TENANT}"_s << QStringList();
        QTest::newRow("a harmless name") << u"X-Tenant"_s << u"written-out"_s << QStringList();
        QTest::newRow("an author is no authority") << u"X-Author"_s << u"written-out"_s << QStringList();
        for (const QString &name : {u"X-Api-Key"_s, u"api_key"_s, u"X-Auth"_s, u"X-Access-TOKEN"_s,
                                    u"Cookie"_s, u"X-Client-Secret"_s, u"X-Password"_s})
            QTest::newRow(qPrintable(name)) << name << u"written-out"_s << QStringList{u"written-out"_s};
        QTest::newRow("what follows the scheme") << u"X-Auth"_s << u"Bearer written-out"_s
                                                 << QStringList{u"Bearer written-out"_s, u"written-out"_s};
        QTest::newRow("the values in a cookie")
            << u"Cookie"_s << u"id=12345678; b=c"_s << QStringList{u"id=12345678; b=c"_s, u"12345678"_s};
        QTest::newRow("what is not set") << u"X-Api-Key"_s << u"${NONE}"_s << QStringList();
        QTest::newRow("too short") << u"X-Api-Key"_s << u"short"_s << QStringList();
    }
    void findsTheSecrets()
    {
        QFETCH(QString, name);
        QFETCH(QString, value);
        QFETCH(QStringList, secrets);
        const Environment environment{{u"TENANT"_s, u"blue-house"_s}, {u"PLACE"_s, u"Rome"_s}};
        QCOMPARE(secretsIn({{name, value}}, environment), secrets);
    }
};

QTEST_APPLESS_MAIN(HeaderMapTest)
#include "HeaderMapTest.moc"
