// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/RateLimit.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class RateLimitTest : public QObject
{
    Q_OBJECT

    http::RateLimit::Time m_begin;

private slots:
    void initTestCase() { m_begin = std::chrono::steady_clock::now(); }

    void letsAMinutesWorthThroughAtOnce()
    {
        http::RateLimit limit;
        for (int i = 0; i < 60; ++i)
            QCOMPARE(limit.take(u"a"_s, 60, m_begin), 0s);
        QCOMPARE(limit.take(u"a"_s, 60, m_begin), 1s);
    }

    void givesBackEvenly()
    {
        http::RateLimit limit;
        for (int i = 0; i < 3; ++i)
            QCOMPARE(limit.take(u"a"_s, 3, m_begin), 0s);
        QCOMPARE(limit.take(u"a"_s, 3, m_begin), 20s);
        QCOMPARE(limit.take(u"a"_s, 3, m_begin + 15s), 5s); // being refused costs nothing
        QCOMPARE(limit.take(u"a"_s, 3, m_begin + 20s), 0s);
        QCOMPARE(limit.take(u"a"_s, 3, m_begin + 20s), 20s);
    }

    void savesNoMoreThanAMinute()
    {
        http::RateLimit limit;
        QCOMPARE(limit.take(u"a"_s, 2, m_begin), 0s);
        QCOMPARE(limit.take(u"a"_s, 2, m_begin + 10min), 0s);
        QCOMPARE(limit.take(u"a"_s, 2, m_begin + 10min), 0s);
        QCOMPARE(limit.take(u"a"_s, 2, m_begin + 10min), 30s);
    }

    void countsEachByItself()
    {
        http::RateLimit limit;
        QCOMPARE(limit.take(u"a"_s, 1, m_begin), 0s);
        QCOMPARE(limit.take(u"a"_s, 1, m_begin), 60s);
        QCOMPARE(limit.take(u"b"_s, 1, m_begin), 0s);
    }

    void takesALowerLimitAtOnce()
    {
        http::RateLimit limit;
        QCOMPARE(limit.take(u"a"_s, 600, m_begin), 0s);
        QCOMPARE(limit.take(u"a"_s, 1, m_begin), 0s);
        QCOMPARE(limit.take(u"a"_s, 1, m_begin), 60s);
    }
};

QTEST_GUILESS_MAIN(RateLimitTest)
#include "RateLimitTest.moc"
