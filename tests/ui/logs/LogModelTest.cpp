// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logs/LogModel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using ui::LogEntry;
using ui::LogLevel;
using ui::LogModel;

namespace {

LogEntry entry(qint64 seq, LogLevel level = LogLevel::Info)
{
    LogEntry entry;
    entry.seq = seq;
    entry.at = u"2026-01-01T12:00:00.123Z"_s;
    entry.level = level;
    entry.source = u"http"_s;
    entry.message = u"message %1"_s.arg(seq);
    return entry;
}

QList<LogEntry> entries(qint64 from, qint64 to)
{
    QList<LogEntry> list;
    for (qint64 seq = from; seq <= to; ++seq)
        list.append(entry(seq, seq % 3 == 0 ? LogLevel::Error : LogLevel::Info));
    return list;
}

QStringList messages(const LogModel &model)
{
    QStringList list;
    for (int row = 0; row < model.rowCount(); ++row)
        list.append(model.index(row, LogModel::Message).data().toString());
    return list;
}

} // namespace

class LogModelTest : public QObject
{
    Q_OBJECT
private slots:
    void showsWhatComesInOneBatch()
    {
        LogModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy inserted(&model, &LogModel::rowsInserted);
        model.append(entries(1, 3));
        model.append(entries(4, 5));
        QCOMPARE(model.rowCount(), 0);
        QTRY_COMPARE(model.rowCount(), 5);
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(model.line(0), u"12:00:00.123\tInfo\thttp\tmessage 1\t\u2013\t\u2013"_s);
    }
    void findsARequestByItsId()
    {
        LogModel model;
        QList<LogEntry> some = entries(1, 3);
        some[1].request = u"1k9-2"_s;
        some[1].content = u"a word"_s;
        model.append(some);
        QTRY_COMPARE(model.rowCount(), 3);
        LogModel::Filter filter;
        filter.text = u"1K9-"_s;
        model.setFilter(filter);
        QCOMPARE(messages(model), QStringList{u"message 2 · a word"_s});
        const QString tip = model.index(0, LogModel::Message).data(Qt::ToolTipRole).toString();
        QCOMPARE(tip, u"message 2 · a word\nX-Request-Id: 1k9-2"_s);
    }
    void keepsTheNewestWhenFull()
    {
        LogModel model(nullptr, 4);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (int batch = 0; batch < 5; ++batch) {
            model.append(entries(batch * 3 + 1, batch * 3 + 3));
            QTRY_VERIFY(messages(model).contains(u"message %1"_s.arg(batch * 3 + 3)));
        }
        QCOMPARE(messages(model),
                 (QStringList{u"message 12"_s, u"message 13"_s, u"message 14"_s, u"message 15"_s}));
        model.append(entries(100, 120));
        QTRY_COMPARE(messages(model).constLast(), u"message 120"_s);
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.total(), 4);
    }
    void filtersWhatIsThereAndWhatComes()
    {
        LogModel model(nullptr, 10);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.append(entries(1, 6));
        QTRY_COMPARE(model.rowCount(), 6);
        model.setFilter({{}, LogLevel::Error});
        QCOMPARE(messages(model), (QStringList{u"message 3"_s, u"message 6"_s}));
        model.append(entries(7, 9));
        QTRY_COMPARE(model.rowCount(), 3);
        model.setFilter({u"MESSAGE 4"_s, LogLevel::Info});
        QCOMPARE(messages(model), QStringList{u"message 4"_s});
        model.setFilter({u"http"_s, LogLevel::Info});
        QCOMPARE(model.rowCount(), 9);
        model.append(entries(10, 15));
        QTRY_COMPARE(messages(model).constLast(), u"message 15"_s);
        QCOMPARE(model.rowCount(), 10);
    }
    void keepsBackWhileItIsPaused()
    {
        LogModel model(nullptr, 5);
        model.append(entries(1, 2));
        QTRY_COMPARE(model.rowCount(), 2);
        model.setPaused(true);
        model.append(entries(3, 12));
        QTest::qWait(80);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.waiting(), 5);
        model.setPaused(false);
        QCOMPARE(messages(model).constLast(), u"message 12"_s);
        QCOMPARE(model.rowCount(), 5);
    }
    void startsAnewAfterClearing()
    {
        LogModel model(nullptr, 3);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.append(entries(1, 5));
        QTRY_COMPARE(model.rowCount(), 3);
        model.clear();
        QCOMPARE(model.rowCount(), 0);
        model.append(entries(6, 7));
        QTRY_COMPARE(messages(model), (QStringList{u"message 6"_s, u"message 7"_s}));
    }
    void showsStatusAndDuration()
    {
        LogModel model;
        LogEntry one = entry(1, LogLevel::Ok);
        one.status = 200;
        one.durationMs = 5001;
        model.append({one});
        QTRY_COMPARE(model.rowCount(), 1);
        QCOMPARE(model.index(0, LogModel::Status).data().toString(), u"200"_s);
        QCOMPARE(model.index(0, LogModel::Duration).data().toString(), u"5,001 ms"_s);
        QCOMPARE(model.index(0, LogModel::Level).data(LogModel::LevelRole).toInt(), int(LogLevel::Ok));
    }
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
};

QTEST_GUILESS_MAIN(LogModelTest)
#include "LogModelTest.moc"
