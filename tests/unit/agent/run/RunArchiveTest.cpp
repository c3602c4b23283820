// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/RunArchive.h"

#include "agent/run/Runs.h"
#include "agent/store/MemoryRunStore.h"
#include "tests/support/agent/ScriptedRun.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace agent;
using namespace testing;
using namespace std::chrono_literals;

namespace {

/// A store that lives on, and fails while it is told to.
struct Shelf
{
    void forget() { store = std::make_unique<MemoryRunStore>(); }

    std::unique_ptr<MemoryRunStore> store = std::make_unique<MemoryRunStore>();
    std::atomic<bool> fails = false;
    std::atomic<int> writes = 0;
};

class ShelfStore : public MemoryRunStore
{
public:
    explicit ShelfStore(Shelf &shelf)
        : m_shelf(shelf)
    {
    }
    Result<> add(const QList<RunEvent> &events) override
    {
        if (m_shelf.fails)
            return fail(ErrorKind::Unavailable, u"The disk is full."_s);
        ++m_shelf.writes;
        return m_shelf.store->add(events);
    }
    Result<QList<RunEvent>> events(const QString &run, qint64 after) override
    {
        return m_shelf.store->events(run, after);
    }

private:
    Shelf &m_shelf;
};

class Server
{
public:
    explicit Server(Shelf &shelf)
        : archive(std::make_unique<ShelfStore>(shelf))
        , runs(systemClock, &archive)
    {
    }

    RunPtr finished(const std::shared_ptr<ScriptedProvider> &provider)
    {
        const RunPtr run =
            runs.start(scriptedAgent(provider), {{Message{Role::User, u"hello"_s, {}, {}}}, {}, {}});
        return ended(run);
    }

    RunArchive archive;
    Runs runs;
};

std::shared_ptr<ScriptedProvider> talker()
{
    auto provider = std::make_shared<ScriptedProvider>();
    provider->steps.push_back(says(u"Hello there"_s));
    provider->steps.back().pieces = {u"Hello"_s, u" "_s, u"there"_s};
    return provider;
}

} // namespace

class RunArchiveTest : public QObject
{
    Q_OBJECT
private slots:
    void keepsAWholeRun()
    {
        Shelf shelf;
        Server server(shelf);
        const RunPtr run = server.finished(talker());
        bool isKept = false;
        server.runs.whenKept(run, [&isKept] { isKept = true; });
        QTRY_VERIFY(isKept);
        QVERIFY(*shelf.store->events(run->id, 0) == run->journal.events());
        auto events = server.archive.events(run->id);
        events.waitForFinished();
        QVERIFY(*events.result() == run->journal.events());
    }

    void writesTheRestWhenItEnds()
    {
        Shelf shelf;
        RunPtr run;
        {
            Server server(shelf);
            run = server.finished(talker());
        }
        QVERIFY(*shelf.store->events(run->id, 0) == run->journal.events());
    }

    void writesNoPieceByItself()
    {
        Shelf shelf;
        auto provider = talker();
        provider->steps.back().pieces = QStringList(1000, u"a"_s);
        {
            Server server(shelf);
            server.finished(provider);
        }
        QVERIFY2(shelf.writes < 20, qPrintable(QString::number(shelf.writes)));
    }

    void keepsInMemoryWhatTheStoreDoesNotTake()
    {
        Shelf shelf;
        shelf.fails = true;
        RunPtr run;
        {
            Server server(shelf);
            QSignalSpy failed(&server.archive, &RunArchive::failed);
            run = server.finished(talker());
            bool isCalled = false;
            server.runs.whenKept(run, [&isCalled] { isCalled = true; });
            QTRY_VERIFY(isCalled);
            server.finished(talker());
            QCOMPARE(failed.size(), 1);
            auto events = server.archive.events(run->id);
            events.waitForFinished();
            QVERIFY(*events.result() == run->journal.events());
            shelf.fails = false;
        }
        QVERIFY(*shelf.store->events(run->id, 0) == run->journal.events());
    }

    void writesARunAnewWhereTheStoreHasForgottenIt()
    {
        Shelf shelf;
        auto provider = talker();
        provider->steps.back().delay = 1s; // so that it is still in progress when the store forgets it
        RunPtr run;
        {
            Server server(shelf);
            run = server.runs.start(scriptedAgent(provider),
                                    {{Message{Role::User, u"hello"_s, {}, {}}}, {}, {}});
            QTRY_VERIFY(shelf.writes > 0);
            bool isKept = false;
            server.runs.whenKept(run, [&isKept] { isKept = true; });
            QTRY_VERIFY(isKept);
            shelf.forget();
            ended(run);
        }
        QVERIFY(*shelf.store->events(run->id, 0) == run->journal.events());
    }
};
QTEST_GUILESS_MAIN(RunArchiveTest)
#include "RunArchiveTest.moc"
