// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/store/EventRows.h"

#include "tests/support/EveryEvent.h"
#include "tests/support/Testing.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace agent;

namespace {

Result<QList<RunEvent>> allOf(const QList<EventRow> &rows)
{
    QList<RunEvent> events;
    for (const EventRow &row : rows) {
        const Result<QList<RunEvent>> made = eventsOf(row, u"r"_s, u"parent"_s);
        if (!made)
            return made;
        events += *made;
    }
    return events;
}

QList<RunEvent> asked(QList<RunEvent> events)
{
    for (RunEvent &event : events)
        event.parent = u"parent"_s;
    return events;
}

QList<RunEvent> talk()
{
    return asked(testing::journalOf(
        u"r"_s,
        {TextDelta{u"m1"_s, u"Gr"_s}, TextDelta{u"m1"_s, u"üß "_s}, TextDelta{u"m1"_s, u"🙂"_s},
         TextDelta{u"m2"_s, u"dich"_s}, ReasoningDelta{u"m2"_s, u"Hm"_s}, ReasoningDelta{u"m2"_s, u"."_s},
         TextFinished{u"m2"_s, u"dich"_s}, TextDelta{u"m2"_s, {}}, TextDelta{u"m2"_s, u"!"_s}}));
}

} // namespace

class EventRowsTest : public QObject
{
    Q_OBJECT
private slots:
    void givesBackWhatItTook()
    {
        const QList<RunEvent> events = asked(testing::journalOf(u"r"_s, testing::everyEvent()));
        const auto again = allOf(rowsOf(events));
        QVERIFY_RESULT(again);
        QVERIFY(*again == events);
    }

    void makesOneRowOfPiecesThatFollowEachOther()
    {
        const QList<EventRow> rows = rowsOf(talk());
        QCOMPARE(rows.size(), 5);
        QCOMPARE(rows[0].seq, 1);
        QCOMPARE(rows[1].seq, 4);
        QVERIFY(rows[0].body.contains("Grüß 🙂"));
        const auto again = allOf(rows);
        QVERIFY_RESULT(again);
        QVERIFY(*again == talk());
    }

    // However a journal is cut into writes.
    void doesNotCareWhereItIsCut()
    {
        const QList<RunEvent> events = talk();
        for (qsizetype cut = 0; cut <= events.size(); ++cut) {
            const auto again = allOf(rowsOf(events.mid(0, cut)) + rowsOf(events.mid(cut)));
            QVERIFY_RESULT(again);
            QVERIFY(*again == events);
        }
    }

    void keepsPiecesOfSeveralTurnsApart()
    {
        QList<RunEvent> events = asked(testing::journalOf(
            u"r"_s, {TextDelta{u"m"_s, u"a"_s}, TextDelta{u"m"_s, u"b"_s}, TextDelta{u"m"_s, u"c"_s}}));
        events[1].turn = 2;
        events[2].turn = 2;
        events[2].agent = u"other"_s;
        const auto again = allOf(rowsOf(events));
        QVERIFY_RESULT(again);
        QVERIFY(*again == events);
    }

    void refusesWhatIsNone()
    {
        EventRow row = rowsOf(talk()).constFirst();
        row.body = "{";
        QVERIFY(!eventsOf(row, {}, {}));
        row.body = "{\"sizes\":1}";
        QVERIFY(!eventsOf(row, {}, {}));
        row.name = u"nothing"_s;
        QVERIFY(!eventsOf(row, {}, {}));
    }
};
QTEST_APPLESS_MAIN(EventRowsTest)
#include "EventRowsTest.moc"
