// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/source/SchemaHelp.h"

#include "agent/spec/SpecDocument.h"

#include <QtTest>

using namespace Qt::StringLiterals;

namespace {

QStringList offeredAt(const QByteArray &text)
{
    return ui::yamlCompletions(ui::yamlPlaceAt(text));
}

} // namespace

class SchemaHelpTest : public QObject
{
    Q_OBJECT
private slots:
    void completes_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char *text, const QStringList &expected) {
            QTest::newRow(text) << QByteArray(text) << expected;
        };
        row("max_i", {u"max_iterations:"_s});
        row("provider: d", {u"demo"_s});
        row("verbose: ", {u"true"_s, u"false"_s});
        row("reasoning_strategy: p", {u"plan_then_act"_s});
        row("retry:\n  back", {u"backoff_seconds:"_s});
        row("fallbacks:\n  - m", {u"model:"_s});
        row("fallbacks:\n  - provider: an", {u"anthropic"_s});
        row("tools:\n  - eval", {u"evaluate_expression"_s});
        row("tools:\n  - enabled: t", {u"true"_s});
        row("tools:\n  - toolbox: list", {u"list_files"_s});
        row("tools:\n  - http:\n      method: PU", {u"PUT"_s});
        row("tools:\n  - http:\n      he", {u"headers:"_s});
        row("tools:\n  - parameters:\n      re", {u"required:"_s});
        row("tools:\n  - parameters:\n      properties:\n        city:\n          type: str", {u"string"_s});
        row("tools:\n  - parameters:\n      properties:\n        city:\n          de",
            {u"description:"_s, u"default:"_s});
        row("script:\n  - wait", {u"wait_ms:"_s});
        row("script:\n  turns:\n    - finish: s", {u"stop"_s});
        row("name: W", {});
        row("nobody: W", {});
        row("# mod", {});
        row("name: a # d", {});
        row("provider: demo", {});
    }
    void completes()
    {
        QFETCH(QByteArray, text);
        QFETCH(QStringList, expected);
        QCOMPARE(offeredAt(text), expected);
    }

    void offersEveryKeyOfTheReaderInItsOrder()
    {
        QStringList keys = offeredAt("");
        for (QString &key : keys)
            key.chop(1);
        QStringList expected = agent::json::keys<agent::AgentSpec>();
        expected.removeOne(u"mcpServers"_s); // what other programs write; it is taken, but not offered
        QCOMPARE(keys, expected);
    }

    void tellsWhatAKeyIsFor_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("with its default")
            << QByteArray("max_tokens: 5")
            << u"Longest answer of one call of the model, in tokens.\nDefault: 1000"_s;
        QTest::newRow("without one") << QByteArray("tools:\n  - name: x")
                                     << u"What the model calls the tool: 1 to 64 letters, digits, \"_\" "
                                        "or \"-\"; each name once."_s;
        QTest::newRow("in a mapping of a tool")
            << QByteArray("tools:\n  - name: x\n    http:\n      timeout: 5")
            << u"Seconds for the whole request.\nDefault: 30"_s;
        QTest::newRow("text that looks like a key")
            << QByteArray("system_prompt: |\n  name: you") << QString();
        QTest::newRow("unknown") << QByteArray("nobody: 1") << QString();
        QTest::newRow("comment") << QByteArray("# name: x") << QString();
    }
    void tellsWhatAKeyIsFor()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, expected);
        QCOMPARE(ui::yamlHelp(ui::yamlPlaceAt(text)), expected);
    }
};

QTEST_APPLESS_MAIN(SchemaHelpTest)
#include "SchemaHelpTest.moc"
