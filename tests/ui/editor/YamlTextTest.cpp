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
};

QTEST_APPLESS_MAIN(YamlTextTest)
#include "YamlTextTest.moc"
