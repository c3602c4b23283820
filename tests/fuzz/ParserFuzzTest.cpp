// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/Mutator.h"
#include "tests/unit/server/http/ParserHistory.h"

#include <QTest>

class ParserFuzzTest : public QObject
{
    Q_OBJECT
private slots:
    void readsTheSameHoweverItIsCut()
    {
        testing::Mutator mutator(1);
        const int inputs = testing::fuzzInputs(20'000);
        int faults = 0;
        for (int i = 0; i < inputs; ++i) {
            const QByteArray bytes = mutator.next();
            const http::Limits limits = i % 2 ? tightLimits() : http::Limits();
            const QByteArrayList whole = historyOf(bytes, bytes.size() + 1, limits);
            QVERIFY2(historyOf(bytes, 7, limits) == whole, bytes.toPercentEncoding().constData());
            if (bytes.size() < 1000)
                QVERIFY2(historyOf(bytes, 1, limits) == whole, bytes.toPercentEncoding().constData());
            faults += !whole.isEmpty() && whole.last().startsWith("fault") ? 1 : 0;
        }
        // It fuzzes something: neither all is refused nor all is taken.
        QVERIFY(faults > inputs / 10 && faults < inputs * 95 / 100);
    }
};

QTEST_GUILESS_MAIN(ParserFuzzTest)
#include "ParserFuzzTest.moc"
