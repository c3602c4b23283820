// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/usage/UsageText.h"

#include <QTest>

using namespace Qt::StringLiterals;
using ui::UsedTotal;

class UsageTextTest : public QObject
{
    Q_OBJECT
private slots:
    void tellsMoney_data()
    {
        QTest::addColumn<double>("amount");
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << 0.0 << u"$0"_s;
        QTest::newRow("next to nothing") << 0.0000001 << u"< $0.000001"_s;
        QTest::newRow("a part of a cent") << 0.0042 << u"$0.0042"_s;
        QTest::newRow("a small part of a cent") << 0.000123 << u"$0.00012"_s;
        QTest::newRow("a cent") << 0.01 << u"$0.01"_s;
        QTest::newRow("dollars") << 12.345 << u"$12.35"_s;
    }
    void tellsMoney()
    {
        QFETCH(double, amount);
        QTEST(ui::dollars(amount), "text");
    }
    void neverTakesUnknownForNothing_data()
    {
        QTest::addColumn<UsedTotal>("used");
        QTest::addColumn<QString>("text");
        QTest::newRow("free") << UsedTotal{{}, 3, 120, 0, 0} << u"$0"_s;
        QTest::newRow("known") << UsedTotal{{}, 3, 120, 1.5, 0} << u"$1.50"_s;
        QTest::newRow("in part") << UsedTotal{{}, 3, 120, 1.5, 2} << u"at least $1.50"_s;
        QTest::newRow("unknown") << UsedTotal{{}, 3, 120, 0, 3} << u"cost unknown"_s;
        QTest::newRow("unknown beside free ones") << UsedTotal{{}, 3, 120, 0, 1} << u"cost unknown"_s;
    }
    void neverTakesUnknownForNothing()
    {
        QFETCH(UsedTotal, used);
        QTEST(ui::costText(used), "text");
        QCOMPARE(ui::todayText(used), u"Today 120 tokens \u00b7 %1"_s.arg(ui::costText(used)));
    }
    void measuresAgainstTheNearestLimit()
    {
        const UsedTotal used{{}, 3, 120, 1.5, 0};
        QCOMPARE(ui::share(used, {}), 0.0);
        QVERIFY(!ui::shareOfTokens(used, {}));
        QCOMPARE(ui::share(used, {240, {}}), 0.5);
        QCOMPARE(ui::share(used, {240, 2.0}), 0.75);
        QCOMPARE(ui::shareOfTokens(used, {60, 2.0}).value_or(0), 2.0);
    }
};

QTEST_GUILESS_MAIN(UsageTextTest)
#include "UsageTextTest.moc"
