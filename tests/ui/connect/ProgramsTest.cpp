// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/Programs.h"

#include <QTest>

using namespace Qt::StringLiterals;

class ProgramsTest : public QObject
{
    Q_OBJECT
private slots:
    void areFinishedTexts_data()
    {
        QTest::addColumn<QString>("text");
        for (const ui::Program &program : ui::programs())
            QTest::newRow(qPrintable(program.name)) << program.text;
    }

    void areFinishedTexts()
    {
        QFETCH(const QString, text);
        const QString address = u"http://127.0.0.1:8123"_s;
        const QString with = ui::filledIn(text, address, u"My agent"_s, u"slipway_x"_s);
        QVERIFY2(with.contains(address + u'/'), qPrintable(with));
        QVERIFY2(with.contains(u"slipway_x"_s), qPrintable(with));
        const QString without = ui::filledIn(text, address, u"My agent"_s, {});
        QVERIFY2(without.contains(address + u'/'), qPrintable(without));
        QVERIFY2(!without.contains(u"slipway_"_s), qPrintable(without));
        QVERIFY2(without.contains(u"not-needed"_s) || !without.contains(u"Authorization"_s),
                 qPrintable(without));
        for (const QString &each : {with, without})
            QVERIFY2(!each.contains(u'%'), qPrintable(each));
    }
};

QTEST_GUILESS_MAIN(ProgramsTest)
#include "ProgramsTest.moc"
