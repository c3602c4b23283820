// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/store/RunStore.h"

#include "agent/store/MemoryRunStore.h"
#include "agent/store/SqliteRunStore.h"
#include "tests/support/EveryEvent.h"
#include "tests/support/Testing.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace agent;

namespace {

Message message(Role role, const QString &text)
{
    return {role, text, {}, {}};
}

QList<RunEvent> run(const QString &id, const QString &session = {}, RunStatus status = RunStatus::Completed,
                    const QString &principal = u"me"_s)
{
    const Message said = message(Role::User, u"hello from "_s + id);
    return testing::journalOf(
        id,
        {RunStarted{u"demo"_s, u"demo-1"_s, {said}, u"native"_s, u"curl"_s, session, principal},
         MessageAdded{said}, TurnStarted{}, TextDelta{u"m"_s, u"Hel"_s}, TextDelta{u"m"_s, u"lo"_s},
         MessageAdded{message(Role::Assistant, u"Hello 100%, "_s + id)},
         RunFinished{status, u"Hello"_s, {}, 1, Usage{3, 4}, 0.25, {}}});
}

QStringList idsOf(const Result<QList<StoredRun>> &runs)
{
    QStringList ids;
    for (const StoredRun &one : *runs)
        ids.append(one.id);
    return ids;
}

} // namespace

/// What every store does.
class RunStoreTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    std::unique_ptr<RunStore> make(int keep = runsKept) const
    {
        QFETCH_GLOBAL(const bool, inFile);
        if (inFile)
            return std::make_unique<SqliteRunStore>(m_folder->filePath(u"new/runs.sqlite"_s), keep);
        return std::make_unique<MemoryRunStore>(keep);
    }

private slots:
    void initTestCase_data()
    {
        QTest::addColumn<bool>("inFile");
        QTest::newRow("memory") << false;
        QTest::newRow("sqlite") << true;
    }
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void givesBackEveryEvent()
    {
        const auto store = make();
        QList<RunEvent> events = testing::journalOf(u"r"_s, testing::everyEvent());
        QVERIFY_RESULT(store->add(events));
        const auto again = store->events(u"r"_s);
        QVERIFY_RESULT(again);
        QVERIFY(*again == events);
    }

    void givesWhatComesAfterAnEvent()
    {
        const auto store = make();
        const QList<RunEvent> events = run(u"a"_s);
        QVERIFY_RESULT(store->add(events.mid(0, 3)));
        QVERIFY_RESULT(store->add(events.mid(3)));
        for (qint64 after = 0; after <= events.size() + 1; ++after) {
            const auto rest = store->events(u"a"_s, after);
            QVERIFY_RESULT(rest);
            QVERIFY(*rest == events.mid(after));
        }
    }

    void takesRunsThatGoSideBySide()
    {
        const auto store = make();
        const QList<RunEvent> a = run(u"a"_s);
        const QList<RunEvent> b = run(u"b"_s);
        QVERIFY_RESULT(store->add({a[0], b[0], b[1], a[1]}));
        QVERIFY_RESULT(store->add(b.mid(2) + a.mid(2)));
        QVERIFY(*store->events(u"a"_s) == a);
        QVERIFY(*store->events(u"b"_s) == b);
    }

    void tellsWhatARunWas()
    {
        const auto store = make();
        const QList<RunEvent> events = run(u"a"_s, u"s1"_s, RunStatus::Limited);
        QVERIFY_RESULT(store->add(events.mid(0, 2)));
        auto stored = store->run(u"a"_s);
        QVERIFY_RESULT(stored);
        QVERIFY(!stored->isFinished());
        QVERIFY_RESULT(store->add(events.mid(2)));
        stored = store->run(u"a"_s);
        const QDateTime began = events.constFirst().at;
        StoredRun expected;
        expected.id = u"a"_s;
        expected.agent = u"tester"_s;
        expected.session = u"s1"_s;
        expected.dialect = u"native"_s;
        expected.client = u"curl"_s;
        expected.principal = u"me"_s;
        expected.model = u"demo-1"_s;
        expected.prompt = u"hello from a"_s;
        expected.started = began;
        expected.finished = began.addMSecs(60);
        expected.status = RunStatus::Limited;
        expected.turns = 1;
        expected.tokens = 7;
        expected.costUsd = 0.25;
        QVERIFY(*stored == expected);
    }

    void listsTheNewestFirst()
    {
        const auto store = make();
        QVERIFY_RESULT(store->add(run(u"a"_s, u"s1"_s)));
        QVERIFY_RESULT(store->add(run(u"b"_s, u"s2"_s, RunStatus::Failed)));
        QVERIFY_RESULT(store->add(run(u"c"_s, u"s1"_s)));
        QVERIFY_RESULT(store->add(run(u"d"_s).mid(0, 1)));
        QList<RunEvent> inner = run(u"e"_s);
        for (RunEvent &event : inner)
            event.parent = u"d"_s;
        QVERIFY_RESULT(store->add(inner));
        const auto listed = [&store](const RunQuery &query) { return idsOf(store->runs(query)); };
        QCOMPARE(listed({}), (QStringList{u"d"_s, u"c"_s, u"b"_s, u"a"_s}));
        QCOMPARE(listed({.session = u"s1"_s}), (QStringList{u"c"_s, u"a"_s}));
        QCOMPARE(listed({.agent = u"tester"_s, .session = u"s2"_s}), QStringList{u"b"_s});
        QCOMPARE(listed({.agent = u"other"_s}), QStringList());
        QCOMPARE(listed({.isAnyState = false, .statuses = {RunStatus::Failed, RunStatus::Limited}}),
                 QStringList{u"b"_s});
        QCOMPARE(listed({.isAnyState = false, .inProgress = true}), QStringList{u"d"_s});
        QCOMPARE(listed({.isAnyState = false, .inProgress = true, .statuses = {RunStatus::Failed}}),
                 (QStringList{u"d"_s, u"b"_s}));
        QCOMPARE(listed({.before = u"c"_s, .limit = 1}), QStringList{u"b"_s});
        QCOMPARE(listed({.isAnyState = false, .statuses = {RunStatus::Completed}, .limit = 1}),
                 QStringList{u"c"_s});
        QCOMPARE(store->run(u"e"_s)->parent, u"d"_s);
    }

    void knowsNoOtherRuns()
    {
        const auto store = make();
        QCOMPARE(store->run(u"a"_s).error().kind, ErrorKind::NotFound);
        QCOMPARE(store->events(u"a"_s).error().kind, ErrorKind::NotFound);
        QCOMPARE(store->runs({.before = u"a"_s}).error().kind, ErrorKind::NotFound);
    }

    void refusesARunWithoutItsBeginning()
    {
        const auto store = make();
        const auto added = store->add(run(u"a"_s) + run(u"b"_s).mid(1));
        QCOMPARE(added.error().kind, ErrorKind::NotFound);
        QCOMPARE(added.error().where, u"b"_s);
        QCOMPARE(idsOf(store->runs({})), QStringList());
    }

    void knowsSessions()
    {
        const auto store = make();
        QVERIFY_RESULT(store->add(run(u"a"_s, u"s1"_s)));
        QVERIFY_RESULT(store->add(run(u"b"_s, u"s2"_s)));
        QVERIFY_RESULT(store->add(run(u"c"_s, u"s1"_s, RunStatus::Failed)));
        QVERIFY_RESULT(store->add(run(u"d"_s, u"s3"_s, RunStatus::Completed, u"you"_s)));
        QVERIFY_RESULT(store->add(run(u"e"_s)));
        const auto listed = [&store](const SessionQuery &query) {
            QStringList ids;
            const auto sessions = store->sessions(query);
            for (const StoredSession &session : *sessions)
                ids.append(session.id);
            return ids;
        };
        QCOMPARE(listed({u"tester"_s}), (QStringList{u"s3"_s, u"s1"_s, u"s2"_s}));
        QCOMPARE(listed({u"tester"_s, u"me"_s}), (QStringList{u"s1"_s, u"s2"_s}));
        QCOMPARE(listed({u"other"_s}), QStringList());
        QCOMPARE(listed({.agent = u"tester"_s, .text = u"FROM B"_s}), QStringList{u"s2"_s});
        QCOMPARE(listed({.agent = u"tester"_s, .text = u"100%, C"_s}), QStringList{u"s1"_s});
        QCOMPARE(listed({.agent = u"tester"_s, .text = u"1_0"_s}), QStringList());
        QCOMPARE(listed({.agent = u"tester"_s, .before = u"s3"_s, .limit = 1}), QStringList{u"s1"_s});
        QCOMPARE(store->sessions({.agent = u"tester"_s, .before = u"x"_s}).error().kind, ErrorKind::NotFound);
        const QDateTime began = run(u"a"_s).constFirst().at;
        const StoredSession expected{u"s1"_s, u"hello from a"_s, began, began, 2, 14};
        QVERIFY(store->sessions({u"tester"_s, u"me"_s})->at(0) == expected);
    }

    void tellsWhatWasSaidInASession()
    {
        const auto store = make();
        QVERIFY_RESULT(store->add(run(u"a"_s, u"s1"_s)));
        QVERIFY_RESULT(store->add(run(u"b"_s, u"s2"_s)));
        QVERIFY_RESULT(store->add(run(u"c"_s, u"s1"_s, RunStatus::Failed)));
        QVERIFY_RESULT(store->add(run(u"d"_s, u"s1"_s).mid(0, 3)));
        const auto history = store->history({u"tester"_s, u"s1"_s, u"me"_s});
        QVERIFY_RESULT(history);
        QStringList told;
        for (const SessionMessage &said : *history)
            told.append(said.run + (said.isValid ? u" + "_s : u" - "_s) + said.message.text);
        QCOMPARE(told,
                 (QStringList{u"a + hello from a"_s, u"a + Hello 100%, a"_s, u"c - hello from c"_s,
                              u"c - Hello 100%, c"_s, u"d - hello from d"_s}));
        QCOMPARE(history->at(0).at, run(u"a"_s).at(1).at);
        QCOMPARE(store->history({u"tester"_s, u"s1"_s, u"you"_s}).error().kind, ErrorKind::NotFound);
        QCOMPARE(store->history({u"other"_s, u"s1"_s}).error().kind, ErrorKind::NotFound);
    }

    void forgetsASession()
    {
        const auto store = make();
        const SessionKey session{u"tester"_s, u"s1"_s};
        QVERIFY_RESULT(store->add(run(u"a"_s, u"s1"_s)));
        QVERIFY_RESULT(store->add(run(u"b"_s, u"s2"_s)));
        QVERIFY_RESULT(store->add(run(u"c"_s, u"s1"_s).mid(0, 3)));
        QCOMPARE(store->forget(session).error().kind, ErrorKind::Conflict);
        QVERIFY_RESULT(store->add(run(u"c"_s, u"s1"_s).mid(3)));
        QVERIFY_RESULT(store->forget(session));
        QCOMPARE(store->forget(session).error().kind, ErrorKind::NotFound);
        QCOMPARE(store->events(u"a"_s).error().kind, ErrorKind::NotFound);
        QCOMPARE(idsOf(store->runs({})), QStringList{u"b"_s});
        QVERIFY_RESULT(store->events(u"b"_s));
    }

    void forgetsTheOldest()
    {
        const auto store = make(10);
        QVERIFY_RESULT(store->add(run(u"open"_s).mid(0, 3)));
        for (int i = 0; i < 200; ++i)
            QVERIFY_RESULT(store->add(run(QString::number(i))));
        const auto runs = store->runs({.limit = 1000});
        QVERIFY(runs->size() <= 10 + 64);
        QCOMPARE(runs->constFirst().id, u"199"_s);
        QCOMPARE(runs->constLast().id, u"open"_s);
        QCOMPARE(store->events(u"0"_s).error().kind, ErrorKind::NotFound);
        QVERIFY_RESULT(store->add(run(u"open"_s).mid(3)));
    }
};
QTEST_APPLESS_MAIN(RunStoreTest)
#include "RunStoreTest.moc"
