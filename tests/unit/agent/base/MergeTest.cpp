// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/Merge.h"
#include "agent/base/LineMatch.h"

#include <QTest>

#include <random>

using namespace Qt::StringLiterals;
using namespace agent;

class MergeTest : public QObject
{
    Q_OBJECT

    /// "=a b|Mc: x/c/c": kind, and the sides where they differ.
    static QString told(const QList<MergeChunk> &chunks)
    {
        QStringList words;
        for (const MergeChunk &chunk : chunks) {
            const QChar mark = QLatin1String("=MTAC").at(static_cast<int>(chunk.kind));
            words.append(chunk.kind == MergeChunk::Kind::Same ? mark + chunk.base.join(u' ')
                                                              : mark + chunk.base.join(u' ') + u'/'
                                 + chunk.mine.join(u' ') + u'/' + chunk.theirs.join(u' '));
        }
        return words.join(u" | ");
    }
    static QString lines(const QString &words) { return QString(words).replace(u' ', u'\n'); }

private slots:
    void tellsWhoChangedWhat_data()
    {
        QTest::addColumn<QString>("base");
        QTest::addColumn<QString>("mine");
        QTest::addColumn<QString>("theirs");
        QTest::addColumn<QString>("told_");
        const auto row = [](const char *name, const char *base, const char *mine, const char *theirs,
                            const char *told) {
            QTest::newRow(name) << QString::fromLatin1(base) << QString::fromLatin1(mine)
                                << QString::fromLatin1(theirs) << QString::fromLatin1(told);
        };
        row("nothing", "a b", "a b", "a b", "=a b");
        row("in different places", "a b c d e", "a B c d e", "a b c D e", "=a | Mb/B/b | =c | Td/d/D | =e");
        row("the same", "a b c", "a B c", "a B c", "=a | Ab/B/B | =c");
        row("in the same place", "a b c", "a x c", "a y c", "=a | Cb/x/y | =c");
        row("in neighbouring lines", "a b c d", "a x c d", "a b y d", "=a | Cb c/x c/b y | =d");
        row("put in", "a b", "a m b", "a b t", "=a | M/m/ | =b | T//t");
        row("taken out, and changed", "a b c", "a c", "a B c", "=a | Cb//B | =c");
        row("at both ends", "a b", "x a b", "a b y", "M/x/ | =a b | T//y");
        row("all of it", "a", "b", "c", "Ca/b/c");
    }
    void tellsWhoChangedWhat()
    {
        QFETCH(QString, base);
        QFETCH(QString, mine);
        QFETCH(QString, theirs);
        QTEST(told(mergeChunks(lines(base), lines(mine), lines(theirs))), "told_");
    }

    void losesNoLineOfAnySide()
    {
        std::mt19937 random(1);
        const auto text = [&random] {
            QStringList list;
            for (unsigned left = random() % 12; left > 0; --left)
                list.append(QString::number(random() % 4));
            return list;
        };
        for (int i = 0; i < 3000; ++i) {
            const QString base = text().join(u'\n');
            const QString mine = text().join(u'\n');
            const QString theirs = text().join(u'\n');
            QStringList sides[3];
            for (const MergeChunk &chunk : mergeChunks(base, mine, theirs)) {
                QCOMPARE(chunk.line, sides[1].size());
                sides[0] += chunk.base;
                sides[1] += chunk.mine;
                sides[2] += chunk.theirs;
            }
            QCOMPARE(sides[0].join(u'\n'), base);
            QCOMPARE(sides[1].join(u'\n'), mine);
            QCOMPARE(sides[2].join(u'\n'), theirs);
        }
    }

    void matchesOnlyTheEndsOfVeryLongTexts()
    {
        QStringList before{u"head"_s};
        QStringList now{u"head"_s};
        for (int i = 0; i < 2100; ++i) {
            before.append(QString::number(i));
            now.append(QString::number(i + 1));
        }
        before.append(u"tail"_s);
        now.append(u"tail"_s);
        QCOMPARE(matchingLines(before, now), (QList<LineMatch>{{0, 0}, {2101, 2101}}));
        now.remove(500, 1000);
        QCOMPARE(matchingLines(before, now).size(), 2 + 1099);
    }
};

QTEST_GUILESS_MAIN(MergeTest)
#include "MergeTest.moc"
