// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/values/Price.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace agent;

namespace {

const Usage million{1'000'000, 0, 0, 0};

PriceTable tableWith(const QByteArray &rows)
{
    PriceTable table = PriceTable::builtIn();
    table.layOver(readPrices("provider,id,prompt,completion,cached_prompt\n" + rows, u"mine.csv"_s));
    return table;
}

} // namespace

class PriceTest : public QObject
{
    Q_OBJECT
private slots:
    void knowsThePricesOfTheTable_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<Usage>("usage");
        QTest::addColumn<double>("usd");
        QTest::newRow("input only") << u"gpt-4o-mini"_s << million << 0.15;
        QTest::newRow("both") << u"gpt-4o"_s << Usage{1000, 2000, 0, 0} << 0.0225;
        QTest::newRow("cached part is cheaper") << u"gpt-5.4"_s << Usage{1'000'000, 0, 400'000, 0} << 1.6;
        QTest::newRow("more cached than sent") << u"gpt-5.4"_s << Usage{1'000'000, 0, 2'000'000, 0} << 0.25;
        QTest::newRow("a dated version") << u"claude-sonnet-4-5-20250929"_s << million << 3.0;
        QTest::newRow("a dated version, with dashes") << u"gpt-5-mini-2025-08-07"_s << million << 0.25;
        QTest::newRow("the latest version")
            << u"claude-haiku-4-5-latest"_s << Usage{0, 1'000'000, 0, 0} << 5.0;
        QTest::newRow("a full name") << u"models/gemini-2.5-pro"_s << million << 1.25;
        QTest::newRow("a version with a price of its own") << u"gpt-4o-2024-05-13"_s << million << 5.0;
        QTest::newRow("no cached rate known") << u"gpt-5"_s << Usage{1'000'000, 0, 400'000, 0} << 1.25;
    }
    void knowsThePricesOfTheTable()
    {
        QFETCH(const QString, model);
        QFETCH(const Usage, usage);
        QFETCH(const double, usd);
        const auto cost = PriceTable::builtIn().costUsd(u"openai"_s, model, usage);
        QVERIFY(cost.has_value());
        QVERIFY2(qAbs(*cost - usd) < 1e-9, qPrintable(QString::number(*cost)));
    }

    void doesNotCallAnUnknownPriceZero()
    {
        const PriceTable table = PriceTable::builtIn();
        QVERIFY(!table.costUsd(u"openai"_s, u"no-such-model"_s, million).has_value());
        QVERIFY(!PriceTable().costUsd(u"openai"_s, u"gpt-5"_s, million).has_value());
        QCOMPARE(table.costUsd(u"ollama"_s, u"no-such-model"_s, million), std::optional(0.0));
        // What costs nothing on one's own machine is not free in somebody's cloud.
        QCOMPARE(table.costUsd(u"ollama"_s, u"codellama"_s, million), std::optional(0.0));
        QVERIFY(!table.costUsd(u"openai"_s, u"codellama"_s, million).has_value());
    }

    void countsWhatThePersonWrote_data()
    {
        QTest::addColumn<QString>("provider");
        QTest::addColumn<QString>("model");
        QTest::addColumn<double>("usd"); // of a million input tokens; below 0: unknown
        QTest::newRow("replaces") << u"openai"_s << u"gpt-5"_s << 7.5;
        QTest::newRow("by whichever way it is asked") << u"openai-responses"_s << u"gpt-5"_s << 7.5;
        QTest::newRow("for its versions too") << u"openai"_s << u"gpt-5-2025-08-07"_s << 7.5;
        QTest::newRow("of its own provider only") << u"anthropic"_s << u"claude-haiku-4-5"_s << 1.0;
        QTest::newRow("as another's") << u"openai"_s << u"claude-haiku-4-5"_s << 9.0;
        QTest::newRow("added") << u"openai"_s << u"house-model"_s << 1.5;
        QTest::newRow("one's own machine") << u"ollama"_s << u"big"_s << 0.5;
        QTest::newRow("said to be unknown") << u"openai"_s << u"gpt-4o"_s << -1.0;
        QTest::newRow("half of it unknown") << u"openai"_s << u"half"_s << -1.0;
        QTest::newRow("said to be free") << u"openai"_s << u"gift"_s << 0.0;
    }
    void countsWhatThePersonWrote()
    {
        QFETCH(const QString, provider);
        QFETCH(const QString, model);
        QFETCH(const double, usd);
        const PriceTable table = tableWith("openai,gpt-5,7.5,1,\n"
                                           "openai,claude-haiku-4-5,9,1,\n"
                                           "gateway,house-model,1.5,1,\n"
                                           "ollama,big,0.5,0.5,\n"
                                           "openai,gpt-4o,,,\n"
                                           "openai,half,1,,\n"
                                           "openai,gift,0,0,\n");
        QCOMPARE(table.faults(), QStringList());
        QCOMPARE(table.costUsd(provider, model, million).value_or(-1), usd);
    }

    void takesTheCachedRateOfThePerson()
    {
        const PriceTable table = tableWith("openai,gpt-5,2,1,0.5\n");
        QCOMPARE(table.costUsd(u"openai"_s, u"gpt-5"_s, {1'000'000, 0, 400'000, 0}), std::optional(1.4));
    }

    void tellsWhatIsWrongAndKeepsThePriceThatWas_data()
    {
        QTest::addColumn<QByteArray>("row");
        QTest::addColumn<QString>("fault");
        const auto number = [](const char *found) {
            return u"mine.csv:2: expected USD per million tokens, such as 0.25, or nothing, found \"%1\"; "
                   u"the "
                   "row is skipped"_s.arg(QLatin1String(found));
        };
        QTest::newRow("a word") << QByteArray("openai,gpt-5,cheap,1,") << number("cheap");
        QTest::newRow("less than nothing") << QByteArray("openai,gpt-5,-1,1,") << number("-1");
        QTest::newRow("no number at all") << QByteArray("openai,gpt-5,nan,1,") << number("nan");
        QTest::newRow("without end") << QByteArray("openai,gpt-5,1,inf,") << number("inf");
        QTest::newRow("with its unit") << QByteArray("openai,gpt-5,1,1,$2") << number("$2");
        QTest::newRow("a decimal comma") << QByteArray("openai,gpt-5,1,5,1,0,")
                                         << u"mine.csv:2: expected 5 values, found 7; the row is skipped"_s;
        QTest::newRow("too few") << QByteArray("openai,gpt-5")
                                 << u"mine.csv:2: expected 5 values, found 2; the row is skipped"_s;
        QTest::newRow("no provider") << QByteArray(
            ",gpt-5,1,1,") << u"mine.csv:2: expected a provider and the id of a model; the row is skipped"_s;
    }
    void tellsWhatIsWrongAndKeepsThePriceThatWas()
    {
        QFETCH(const QByteArray, row);
        QFETCH(const QString, fault);
        const PriceTable table = tableWith(row + "\nopenai,new,1,1,\n");
        QCOMPARE(table.faults(), QStringList{fault});
        QCOMPARE(table.costUsd(u"openai"_s, u"gpt-5"_s, million), std::optional(1.25));
        QCOMPARE(table.costUsd(u"openai"_s, u"new"_s, million), std::optional(1.0));
    }

    void refusesWhatStandsTwice()
    {
        const PriceTable table = tableWith("openai,gpt-5,2,1,\nopenai,gpt-5,3,1,\n");
        QCOMPARE(table.faults(),
                 QStringList{u"mine.csv:3: gpt-5 of openai has a row already; the row is skipped"_s});
        QCOMPARE(table.costUsd(u"openai"_s, u"gpt-5"_s, million), std::optional(2.0));
    }

    void refusesWhatIsNoTable_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty columns") << QByteArray("\n");
        QTest::newRow("semicolons") << QByteArray("provider;id;prompt;completion\nopenai;gpt-5;1;1\n");
        QTest::newRow("no names") << QByteArray("openai,gpt-5,1,1\nopenai,gpt-4o,1,1\n");
        QTest::newRow("bytes") << QByteArray("\x00\xff\xfe\x00", 4);
    }
    void refusesWhatIsNoTable()
    {
        QFETCH(const QByteArray, text);
        const PriceFile file = readPrices(text, u"mine.csv"_s);
        QCOMPARE(file.rows, QList<ModelPrice>());
        QCOMPARE(file.faults.size(), 1);
        QVERIFY2(file.faults[0].startsWith(u"mine.csv:1: expected the names of the columns"_s),
                 qPrintable(file.faults[0]));
    }

    void readsWhatEditorsWrite()
    {
        const PriceFile file = readPrices("\xEF\xBB\xBF# of 2026-07-01, not 2025-01-01\r\n"
                                          "id , prompt,completion,provider,note\r\n\r\n"
                                          "new, 1.5 ,2, openai,cheap\r\n",
                                          u"mine.csv"_s);
        QCOMPARE(file.faults, QStringList());
        QCOMPARE(file.date, u"2026-07-01"_s);
        QCOMPARE(file.rows, (QList<ModelPrice>{{u"openai"_s, u"new"_s, 1.5, 2.0}}));
    }

    void namesWhereItsPricesAreFrom()
    {
        const PriceTable table = tableWith("openai,gpt-5,2,1,\n");
        QCOMPARE(table.files().size(), 2);
        QCOMPARE(table.files()[0].date, u"2026-06-12"_s);
        QCOMPARE(table.files()[0].faults, QStringList());
        QCOMPARE(table.files()[1].path, u"mine.csv"_s);
        QCOMPARE(table.rows().size(), table.files()[0].rows.size());
    }

    void knowsHowMuchAModelTakesIn()
    {
        const PriceTable table = PriceTable::builtIn();
        QCOMPARE(table.contextWindow(u"gpt-5-mini"_s), std::optional<qint64>(128'000));
        QCOMPARE(table.contextWindow(u"claude-haiku-4-5-20251001"_s), std::optional<qint64>(200'000));
        QVERIFY(!table.contextWindow(u"no-such-model"_s).has_value());
    }
};

QTEST_APPLESS_MAIN(PriceTest)
#include "PriceTest.moc"
