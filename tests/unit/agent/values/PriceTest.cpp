// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/values/Price.h"

#include <QTest>

using namespace Qt::StringLiterals;
using agent::Usage;

class PriceTest : public QObject
{
    Q_OBJECT
private slots:
    void knowsThePricesOfTheTable_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<Usage>("usage");
        QTest::addColumn<double>("usd");
        QTest::newRow("input only") << u"gpt-4o-mini"_s << Usage{1'000'000, 0, 0, 0} << 0.15;
        QTest::newRow("both") << u"gpt-4o"_s << Usage{1000, 2000, 0, 0} << 0.0225;
        QTest::newRow("cached part is cheaper") << u"gpt-5.4"_s << Usage{1'000'000, 0, 400'000, 0} << 1.6;
        QTest::newRow("a dated version")
            << u"claude-sonnet-4-5-20250929"_s << Usage{1'000'000, 0, 0, 0} << 3.0;
        QTest::newRow("a dated version, with dashes")
            << u"gpt-5-mini-2025-08-07"_s << Usage{1'000'000, 0, 0, 0} << 0.25;
        QTest::newRow("the latest version")
            << u"claude-haiku-4-5-latest"_s << Usage{0, 1'000'000, 0, 0} << 5.0;
        QTest::newRow("a full name") << u"models/gemini-2.5-pro"_s << Usage{1'000'000, 0, 0, 0} << 1.25;
        QTest::newRow("a version with a price of its own")
            << u"gpt-4o-2024-05-13"_s << Usage{1'000'000, 0, 0, 0} << 5.0;
        QTest::newRow("no cached rate known") << u"gpt-5"_s << Usage{1'000'000, 0, 400'000, 0} << 1.25;
    }
    void knowsThePricesOfTheTable()
    {
        QFETCH(QString, model);
        QFETCH(Usage, usage);
        QFETCH(double, usd);
        const auto cost = agent::costUsd(u"openai"_s, model, usage);
        QVERIFY(cost.has_value());
        QVERIFY2(qAbs(*cost - usd) < 1e-9, qPrintable(QString::number(*cost)));
    }
    void doesNotCallAnUnknownPriceZero()
    {
        QVERIFY(!agent::costUsd(u"openai"_s, u"no-such-model"_s, {100, 100, 0, 0}).has_value());
        QCOMPARE(agent::costUsd(u"ollama"_s, u"no-such-model"_s, {100, 100, 0, 0}), std::optional(0.0));
    }
    void knowsHowMuchAModelTakesIn()
    {
        QCOMPARE(agent::contextWindow(u"gpt-5-mini"_s), std::optional<qint64>(128'000));
        QCOMPARE(agent::contextWindow(u"claude-haiku-4-5-20251001"_s), std::optional<qint64>(200'000));
        QVERIFY(!agent::contextWindow(u"no-such-model"_s).has_value());
    }
};

QTEST_APPLESS_MAIN(PriceTest)
#include "PriceTest.moc"
