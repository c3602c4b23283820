// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/store/CutOff.h"

#include "tests/support/EveryEvent.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace agent;

namespace {

const QDateTime later(QDate(2026, 1, 2), QTime(0, 0), Qt::UTC);

QList<RunEvent> cutOff()
{
    return testing::journalOf(
        u"r"_s,
        {RunStarted{}, TurnStarted{},
         ModelReplied{u"c1"_s, FinishReason::ToolCalls, Usage{10, 5}, 0.5, {}, {}},
         ToolCalled{{u"t1"_s, u"add"_s, {}, {}}, {}}, ToolCalled{{u"t2"_s, u"send"_s, {}, {}}, {}},
         ToolCalled{{u"t3"_s, u"ask"_s, {}, {}}, {}}, ToolStarted{u"t1"_s}, ToolStarted{u"t2"_s},
         ApprovalAsked{u"a1"_s, {u"t3"_s, u"ask"_s, {}, {}}, {}, {}},
         ToolFinished{u"t1"_s, u"add"_s, ToolOutcome::Ok, u"2"_s, {}, {}, {}}});
}

} // namespace

class CutOffTest : public QObject
{
    Q_OBJECT
private slots:
    void endsWhatWasBegun()
    {
        const QList<RunEvent> end = endOfCutOff(cutOff(), later);
        QCOMPARE(end.size(), 4);
        QVERIFY(std::get<ApprovalGiven>(end[0].body).decision == Decision::Cancelled);
        const auto tool = std::get<ToolFinished>(end[1].body);
        QCOMPARE(tool.call, u"t2"_s);
        QCOMPARE(tool.name, u"send"_s);
        QVERIFY(tool.outcome == ToolOutcome::Unknown);
        QVERIFY(std::get<Suspended>(end[2].body).reason == SuspendReason::Shutdown);
        const auto finished = std::get<RunFinished>(end[3].body);
        QVERIFY(finished.status == RunStatus::Failed);
        QVERIFY(finished.error->message.contains(u"program ended"_s));
        QCOMPARE(finished.usage.totalTokens(), 15);
        QCOMPARE(finished.costUsd, std::optional(0.5));
    }

    void goesOnCounting()
    {
        const QList<RunEvent> events = cutOff();
        const QList<RunEvent> end = endOfCutOff(events, later);
        for (qsizetype i = 0; i < end.size(); ++i) {
            QCOMPARE(end[i].seq, events.size() + i + 1);
            QCOMPARE(end[i].run, u"r"_s);
            QCOMPARE(end[i].agent, u"tester"_s);
            QCOMPARE(end[i].at, later);
        }
    }

    void knowsNoCostWhereOneIsUnknown()
    {
        const QList<RunEvent> events = testing::journalOf(
            u"r"_s, {RunStarted{}, ModelReplied{u"c1"_s, FinishReason::Stop, Usage{1, 1}, {}, {}, {}}});
        const auto finished = std::get<RunFinished>(endOfCutOff(events, later).constLast().body);
        QCOMPARE(finished.costUsd, std::optional<double>());
    }
};
QTEST_APPLESS_MAIN(CutOffTest)
#include "CutOffTest.moc"
