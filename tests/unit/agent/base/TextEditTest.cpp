// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/TextEdit.h"

#include <QTest>

using agent::TextEdit;

class TextEditTest : public QObject
{
    Q_OBJECT
private slots:
    void isTrimmedToWhatDiffers_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QByteArray>("replaced");
        QTest::addColumn<QByteArray>("by");
        const auto row = [](const char *name, const char *before, const char *after, const char *replaced,
                            const char *by) {
            QTest::newRow(name) << QByteArray(before) << QByteArray(after) << QByteArray(replaced)
                                << QByteArray(by);
        };
        row("nothing", "abc", "abc", "", "");
        row("middle", "abc", "axc", "b", "x");
        row("inserted", "aa", "aaa", "", "a");
        row("removed", "aaa", "aa", "a", "");
        row("all", "abc", "xyz", "abc", "xyz");
        row("umlauts share a byte", "\xC3\xA4", "\xC3\xB6", "\xC3\xA4", "\xC3\xB6");
        row("umlauts share their last byte", "\xC3\xA4", "\xC4\xA4", "\xC3\xA4", "\xC4\xA4");
        row("CRLF stays whole", "a\r\n", "a\rb\r\n", "", "\rb");
    }
    void isTrimmedToWhatDiffers()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QFETCH(QByteArray, replaced);
        QFETCH(QByteArray, by);
        const TextEdit edit = agent::trimmed(before, {0, before.size(), after});
        QCOMPARE(edit.appliedTo(before), after);
        QCOMPARE(before.mid(edit.begin, edit.end - edit.begin), replaced);
        QCOMPARE(edit.text, by);
    }
};

QTEST_APPLESS_MAIN(TextEditTest)
#include "TextEditTest.moc"
