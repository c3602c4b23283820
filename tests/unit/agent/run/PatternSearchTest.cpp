// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/PatternSearch.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace agent;

namespace {

std::optional<QList<Stretch>> search(const QString &pattern, const QString &text)
{
    return matches(boundedPattern(pattern), text, QDeadlineTimer(10s));
}

QList<Stretch> found(const QString &pattern, const QString &text)
{
    return search(pattern, text).value_or(QList<Stretch>{{-1, -1}});
}

} // namespace

class PatternSearchTest : public QObject
{
    Q_OBJECT
private slots:
    void findsAllInOrder()
    {
        QCOMPARE(found(u"a+"_s, u"aa b a"_s), (QList<Stretch>{{0, 2}, {5, 6}}));
        QCOMPARE(found(u"x"_s, u"aa"_s), QList<Stretch>());
        QCOMPARE(found(u"(?i)A\\b"_s, u"aa b a"_s), (QList<Stretch>{{1, 2}, {5, 6}}));
    }
    void findsWhatIsEmpty()
    {
        QCOMPARE(found(u"(?=b)"_s, u"abb"_s), (QList<Stretch>{{1, 1}, {2, 2}}));
        QCOMPARE(found(u"\\A(?!.*please)"_s, u"do it"_s), (QList<Stretch>{{0, 0}}));
    }
    void passesCharactersOfTwoHalves()
    {
        QCOMPARE(found(u"(?=.)"_s, u"😀a"_s), (QList<Stretch>{{0, 0}, {2, 2}}));
    }
    void findsWhatLiesAcrossTwoParts_data()
    {
        QTest::addColumn<qsizetype>("before");
        for (const qsizetype before : {0, 5'990, 7'000, 9'999, 10'000, 15'999, 99'999})
            QTest::addRow("%lld", static_cast<long long>(before)) << before;
    }
    void findsWhatLiesAcrossTwoParts()
    {
        QFETCH(qsizetype, before);
        const QString key = u"<"_s + QString(3900, u'k') + u'>';
        const QString text = QString(before, u'.') + key + QString(30'000, u'.');
        QCOMPARE(found(u"<k+>"_s, text), (QList<Stretch>{{before, before + key.size()}}));
    }
    void cutsNoCharacterInTwo()
    {
        const QString text = u'.' + u"😀"_s.repeated(30'000);
        QCOMPARE(found(u"😀$"_s, text).constLast(), (Stretch{text.size() - 2, text.size()}));
        QCOMPARE(found(u"😀"_s, text).size(), 30'000);
    }
    void givesUpAPatternThatNeverEnds_data()
    {
        QTest::addColumn<QString>("pattern");
        for (const QString &pattern : {u"(a+)+$"_s, u"(a|aa)+$"_s, u"(?:a|a?)+[bc]"_s, u"(.*a){12}$"_s})
            QTest::newRow(qPrintable(pattern)) << pattern;
    }
    void givesUpAPatternThatNeverEnds()
    {
        QFETCH(QString, pattern);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!search(pattern, QString(40, u'a') + u'!'));
        QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    }
    void givesUpWhenTheTimeIsOver()
    {
        QVERIFY(!matches(boundedPattern(u"b"_s), u"a"_s, QDeadlineTimer(0ms)));
    }
    void isSoonThroughALongText_data()
    {
        QTest::addColumn<QString>("pattern");
        for (const QString &pattern :
             {u"a[ab]*[cd]"_s, u"(?:a|b)*[cd]"_s, u"a.*a.*[bc]"_s, u"(?=(a+))[bc]"_s})
            QTest::newRow(qPrintable(pattern)) << pattern;
    }
    void isSoonThroughALongText()
    {
        QFETCH(QString, pattern);
        const QString text(1'000'000, u'a');
        QElapsedTimer timer;
        timer.start();
        const auto found = matches(boundedPattern(pattern), text, QDeadlineTimer(500ms));
        QVERIFY(!found || found->isEmpty());
        QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    }
};

QTEST_APPLESS_MAIN(PatternSearchTest)
#include "PatternSearchTest.moc"
