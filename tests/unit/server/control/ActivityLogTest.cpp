// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/ActivityLog.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace server;

class ActivityLogTest : public QObject
{
    Q_OBJECT
private slots:
    void numbersAndDatesRecords()
    {
        ActivityLog log([] { return QDateTime({2026, 1, 2}, {3, 4, 5, 678}, QTimeZone::utc()).toUTC(); });
        log.note(LogLevel::Ok, u"GET /health"_s, u"ok"_s);
        const QList<LogRecord> records = log.after(0, 10);
        QCOMPARE(records.size(), 1);
        QCOMPARE(records[0].seq, 1);
        QCOMPARE(records[0].at, u"2026-01-02T03:04:05.678Z"_s);
    }
    void continuesWhereAReaderStopped()
    {
        ActivityLog log;
        for (int i = 0; i < 5; ++i)
            log.note(LogLevel::Info, QString::number(i), {});
        const QList<LogRecord> rest = log.after(3, 10);
        QCOMPARE(rest.size(), 2);
        QCOMPARE(rest[0].seq, 4);
        QVERIFY(log.after(5, 10).isEmpty());
        QVERIFY(log.after(99, 10).isEmpty());
        QCOMPARE(log.after(0, 2).size(), 2);
    }
    void forgetsTheOldest()
    {
        ActivityLog log;
        const auto count = static_cast<qint64>(ActivityLog::capacity) + 10;
        for (qint64 i = 0; i < count; ++i)
            log.add({});
        QCOMPARE(log.after(0, 1).constFirst().seq, 11);
        QCOMPARE(log.after(0, count).size(), static_cast<qsizetype>(ActivityLog::capacity));
    }
    void tellsOfAGuardrail()
    {
        agent::RunEvent event;
        event.body = agent::GuardrailHit{agent::GuardrailPlace::Results, u"no cards"_s,
                                         agent::GuardrailAction::Redact};
        ActivityLog log;
        log.addEvent(event);
        const LogRecord record = log.after(0, 1).constFirst();
        QCOMPARE(record.level, LogLevel::Warn);
        QCOMPARE(record.source, u"guardrail"_s);
        QCOMPARE(record.message, u"no cards · redacted · results"_s);
    }
    void setsApartWhatToolsAreGivenAndGive()
    {
        agent::RunEvent event;
        agent::ToolFinished finished;
        finished.name = u"read_file"_s;
        finished.text = u"My diary\nToday"_s;
        event.body = finished;
        ActivityLog log;
        log.addEvent(event);
        const LogRecord record = log.after(0, 1).constFirst();
        QCOMPARE(record.message, u"ok"_s);
        QVERIFY(record.content && record.content->startsWith(u"My diary"_s));
    }
    void tellsTokensOnlyWhereThereWereAny_data()
    {
        QTest::addColumn<std::optional<agent::Usage>>("usage");
        QTest::addColumn<QString>("message");
        agent::Usage some;
        some.inputTokens = 12;
        some.outputTokens = 3;
        QTest::newRow("counted") << std::optional(some) << u"replied · stop · 12 tokens in, 3 out"_s;
        QTest::newRow("offline") << std::optional(agent::Usage()) << u"replied · stop"_s;
        QTest::newRow("nobody counted") << std::optional<agent::Usage>() << u"replied · stop"_s;
    }
    void tellsTokensOnlyWhereThereWereAny()
    {
        QFETCH(std::optional<agent::Usage>, usage);
        QFETCH(QString, message);
        agent::ModelReplied replied;
        replied.usage = usage;
        agent::RunEvent event;
        event.body = replied;
        ActivityLog log;
        log.addEvent(event);
        QCOMPARE(log.after(0, 1).constFirst().message, message);
    }
};

QTEST_APPLESS_MAIN(ActivityLogTest)
#include "ActivityLogTest.moc"
