// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/Nearest.h"

#include <QTest>

using namespace Qt::StringLiterals;

class NearestTest : public QObject
{
    Q_OBJECT
private slots:
    void findsWhatWasMeant_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<QString>("expected");
        QTest::newRow("swapped letters") << u"modle"_s << u"model"_s;
        QTest::newRow("missing letter") << u"mdel"_s << u"model"_s;
        QTest::newRow("wrong case") << u"MODEL"_s << u"model"_s;
        QTest::newRow("underscore left out") << u"maxtokens"_s << u"max_tokens"_s;
        QTest::newRow("nothing near") << u"colour"_s << QString();
        QTest::newRow("empty") << QString() << QString();
        QTest::newRow("absurdly long") << QString(100'000, u'm') << QString();
    }
    void findsWhatWasMeant()
    {
        QFETCH(QString, word);
        QFETCH(QString, expected);
        QCOMPARE(agent::nearest(word, {u"model"_s, u"max_tokens"_s, u"provider"_s}), expected);
    }
};

QTEST_APPLESS_MAIN(NearestTest)
#include "NearestTest.moc"
