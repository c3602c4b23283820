// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/CurrentTime.h"

#include <QTest>
#include <QTimeZone>

using namespace agent;
using namespace Qt::StringLiterals;

class CurrentTimeTest : public QObject
{
    Q_OBJECT

    const QDateTime m_now{QDate(2026, 7, 5), QTime(15, 4, 5, 678), QTimeZone::utc()};

private slots:
    void tellsTheTime_data()
    {
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("text");
        const QString usual = u"%Y-%m-%d %H:%M:%S %Z"_s;
        QTest::newRow("UTC") << u"UTC"_s << usual << u"2026-07-05 15:04:05 UTC"_s;
        QTest::newRow("none given") << QString() << usual << u"2026-07-05 15:04:05 UTC"_s;
        QTest::newRow("summer time") << u"Europe/Lisbon"_s << usual << u"2026-07-05 16:04:05 WEST"_s;
        QTest::newRow("case does not count") << u"europe/lisbon"_s << u"%H:%M"_s << u"16:04"_s;
        QTest::newRow("fixed offset") << u"UTC+05:45"_s << u"%R %z"_s << u"20:49 +0545"_s;
        QTest::newRow("next day") << u"Asia/Tokyo"_s << u"%F %R %z"_s << u"2026-07-06 00:04 +0900"_s;
        QTest::newRow("half hour") << u"Asia/Kolkata"_s << u"%T %z"_s << u"20:34:05 +0530"_s;
        QTest::newRow("west") << u"America/New_York"_s << u"%I:%M %p %Z"_s << u"11:04 AM EDT"_s;
        QTest::newRow("names") << u"UTC"_s << u"%a %A %b %B %d %e %j"_s << u"Sun Sunday Jul July 05  5 186"_s;
        QTest::newRow("numbers") << u"UTC"_s << u"%y %u %w %V %s %f %%"_s
                                 << u"26 7 0 27 1783263845 678000 %"_s;
        QTest::newRow("text only") << u"UTC"_s << u"o'clock"_s << u"o'clock"_s;
    }
    void tellsTheTime()
    {
        QFETCH(QString, zone);
        QFETCH(QString, format);
        QFETCH(QString, text);
        const auto told = currentTime(m_now, zone, format);
        QVERIFY2(told, told ? "" : qPrintable(told.error().message));
        QCOMPARE(*told, text);
    }

    void noonAndMidnightAreTwelve()
    {
        const QDateTime midnight(QDate(2026, 1, 1), QTime(0, 0), QTimeZone::utc());
        QCOMPARE(*currentTime(midnight, u"UTC"_s, u"%I %p"_s), u"12 AM"_s);
        QCOMPARE(*currentTime(midnight.addSecs(qint64(12) * 3600), u"UTC"_s, u"%I %p"_s), u"12 PM"_s);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("message");
        QTest::newRow("misspelt")
            << u"Europe/Lisbn"_s << u"%H"_s
            << u"the time zone \"Europe/Lisbn\" is not known; did you mean Europe/Lisbon?"_s;
        QTest::newRow("city only") << u"tokyo"_s << u"%H"_s
                                   << u"the time zone \"tokyo\" is not known; did you mean Asia/Tokyo?"_s;
        QTest::newRow("city of two words")
            << u"New York"_s << u"%H"_s
            << u"the time zone \"New York\" is not known; did you mean America/New_York?"_s;
        QTest::newRow("path") << u"../../etc/passwd"_s << u"%H"_s
                              << u"the time zone \"../../etc/passwd\" is not known; use an IANA name such as "
                                 "Europe/Lisbon"_s;
        QTest::newRow("directive") << u"UTC"_s << u"%H:%Q"_s << u"\"%Q\" is not a known strftime directive"_s;
        QTest::newRow("lone percent") << u"UTC"_s << u"100%"_s << QString();
    }
    void refuses()
    {
        QFETCH(QString, zone);
        QFETCH(QString, format);
        QFETCH(QString, message);
        const auto told = currentTime(m_now, zone, format);
        QVERIFY(!told);
        QCOMPARE(told.error().kind, ErrorKind::InvalidInput);
        if (!message.isEmpty())
            QCOMPARE(told.error().message, message);
    }
};

QTEST_APPLESS_MAIN(CurrentTimeTest)
#include "CurrentTimeTest.moc"
