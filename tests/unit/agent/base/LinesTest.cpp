// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/Lines.h"

#include <QTest>

using agent::Lines;
using agent::Position;

class LinesTest : public QObject
{
    Q_OBJECT
private slots:
    void countsAsAPersonDoes_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qsizetype>("byte");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("column");
        QTest::newRow("first") << QByteArray("ab\ncd") << qsizetype(0) << 1 << 1;
        QTest::newRow("second line") << QByteArray("ab\ncd") << qsizetype(4) << 2 << 2;
        QTest::newRow("CRLF") << QByteArray("ab\r\ncd") << qsizetype(4) << 2 << 1;
        QTest::newRow("CR") << QByteArray("ab\rcd") << qsizetype(3) << 2 << 1;
        QTest::newRow("umlaut before") << QByteArray("\xC3\xBC: x") << qsizetype(4) << 1 << 4;
        QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF"
                                                       "ab")
                                         << qsizetype(4) << 1 << 2;
        QTest::newRow("end of text") << QByteArray("ab\n") << qsizetype(3) << 2 << 1;
        QTest::newRow("empty text") << QByteArray() << qsizetype(0) << 1 << 1;
    }
    void countsAsAPersonDoes()
    {
        QFETCH(QByteArray, text);
        QFETCH(qsizetype, byte);
        QFETCH(int, line);
        QFETCH(int, column);
        const Position expected{line, column};
        QVERIFY(Lines(text).at(byte) == expected);
        QCOMPARE(Lines(text).byteAt(expected), byte);
    }
    void staysWithinTheText()
    {
        const Lines lines("ab\ncd");
        QCOMPARE(lines.byteAt({1, 99}), 2);
        QCOMPARE(lines.byteAt({99, 99}), 5);
    }
};

QTEST_APPLESS_MAIN(LinesTest)
#include "LinesTest.moc"
