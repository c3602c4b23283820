// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/source/YamlText.h"

#include "agent/spec/SpecDocument.h"

#include <QTest>

using namespace Qt::StringLiterals;

class YamlTextTest : public QObject
{
    Q_OBJECT
private slots:
    void commentsOutAndIn_data()
    {
        QTest::addColumn<QByteArray>("lines");
        QTest::addColumn<QByteArray>("commented");
        QTest::newRow("one") << QByteArray("a: 1") << QByteArray("# a: 1");
        QTest::newRow("common indentation")
            << QByteArray("  a:\n    b: 1") << QByteArray("  # a:\n  #   b: 1");
        QTest::newRow("blank line between") << QByteArray("a: 1\n\nb: 2") << QByteArray("# a: 1\n\n# b: 2");
        QTest::newRow("one is a comment already") << QByteArray("# a\nb: 2") << QByteArray("# # a\n# b: 2");
        QTest::newRow("CR LF") << QByteArray("a: 1\r\nb: 2\r") << QByteArray("# a: 1\r\n# b: 2\r");
    }
    void commentsOutAndIn()
    {
        QFETCH(QByteArray, lines);
        QFETCH(QByteArray, commented);
        QCOMPARE(ui::withCommentsToggled(lines), commented);
        QCOMPARE(ui::withCommentsToggled(commented), lines);
    }

    void knowsWhereTheCaretStands_data()
    {
        QTest::addColumn<QByteArray>("text"); // the caret is at its end
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QByteArray>("typed");
        const auto row = [](const char *text, const char *path, const char *key, const char *typed) {
            QTest::newRow(text) << QByteArray(text) << QString::fromLatin1(path) << QString::fromLatin1(key)
                                << QByteArray(typed);
        };
        row("", "", "", "");
        row("mod", "", "", "mod");
        row("provider: de", "", "provider", "de");
        row("retry:\n  max", "retry", "", "max");
        row("tools:\n  - ", "tools/-", "", "");
        row("tools:\n- na", "tools/-", "", "na");
        row("tools:\n  - name: x\n    ", "tools/-", "", "");
        row("tools:\n  - name: x\n    http:\n      method: P", "tools/-/http", "method", "P");
        row("tools:\n  - name: x\n    http:\n      url: u\n    parameters:\n      ty", "tools/-/parameters",
            "", "ty");
        row("tools:\n  - a\n  # remark\n\n  - toolbox: r", "tools/-", "toolbox", "r");
        row("tools:\n  - a\nbudget:\n  ", "budget", "", "");
        row("tools:\n  - a\nna", "", "", "na");
    }
    void knowsWhereTheCaretStands()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, path);
        QFETCH(QString, key);
        QFETCH(QByteArray, typed);
        const ui::YamlPlace place = ui::yamlPlaceAt(text);
        QCOMPARE(place.path.join(u'/'), path);
        QCOMPARE(place.key, key);
        QCOMPARE(place.typed, typed);
    }

    void completes_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("key") << QByteArray("max_i") << QStringList{u"max_iterations:"_s};
        QTest::newRow("value") << QByteArray("provider: d") << QStringList{u"demo"_s};
        QTest::newRow("group") << QByteArray("retry:\n  back") << QStringList{u"backoff_seconds:"_s};
        QTest::newRow("tool by name")
            << QByteArray("tools:\n  - eval") << QStringList{u"evaluate_expression"_s};
        QTest::newRow("method") << QByteArray("tools:\n  - http:\n      method: PU") << QStringList{u"PUT"_s};
        QTest::newRow("nothing known") << QByteArray("name: W") << QStringList{};
        QTest::newRow("comment") << QByteArray("# mod") << QStringList{};
        QTest::newRow("comment behind a value") << QByteArray("name: a # d") << QStringList{};
        QTest::newRow("finished word") << QByteArray("provider: demo") << QStringList{};
    }
    void completes()
    {
        QFETCH(QByteArray, text);
        QFETCH(QStringList, expected);
        QCOMPARE(ui::yamlCompletions(ui::yamlPlaceAt(text)), expected);
    }

    /// The list of keys is written down here once more; it must be the reader's.
    void offersOnlyKeysThatTheReaderKnows()
    {
        const QStringList keys = ui::yamlCompletions(ui::yamlPlaceAt(""));
        QVERIFY(keys.size() > 15);
        for (const QString &key : keys) {
            const agent::SpecDocument document((key + u" 1\n"_s).toUtf8());
            for (const agent::Diagnostic &diagnostic : document.diagnostics())
                QVERIFY2(!diagnostic.message.startsWith(u"unknown key"_s), qPrintable(diagnostic.message));
        }
    }
};

QTEST_APPLESS_MAIN(YamlTextTest)
#include "YamlTextTest.moc"
