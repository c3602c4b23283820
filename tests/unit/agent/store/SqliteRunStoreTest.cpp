// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/store/SqliteRunStore.h"

#include "tests/support/EveryEvent.h"
#include "tests/support/Testing.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>
#include <sys/resource.h>

#include <csignal>
#include <thread>

using namespace Qt::StringLiterals;
using namespace agent;

namespace {

QList<RunEvent> run(const QString &id)
{
    return testing::journalOf(id,
                              {RunStarted{u"demo"_s, u"demo-1"_s, {}, {}, {}}, TurnStarted{},
                               ToolCalled{{u"t1"_s, u"add"_s, {}, {}}, {}}, ToolStarted{u"t1"_s},
                               ToolFinished{u"t1"_s, u"add"_s, ToolOutcome::Ok, u"2"_s, {}, {}, {}},
                               RunFinished{RunStatus::Completed, u"2"_s, {}, 1, {}, {}, {}}});
}

/// Runs SQL in a file as another program would, and keeps what it locks until it is destroyed.
class OtherProgram
{
public:
    OtherProgram(const QString &file, const char *sql)
    {
        sqlite3_open(qUtf8Printable(file), &m_database);
        sqlite3_exec(m_database, sql, nullptr, nullptr, nullptr);
    }
    ~OtherProgram() { sqlite3_close(m_database); }
    Q_DISABLE_COPY_MOVE(OtherProgram)

private:
    sqlite3 *m_database = nullptr;
};

/// No file of this program grows beyond that while it lives.
class SmallFiles
{
public:
    explicit SmallFiles(rlim_t bytes)
        : m_handler(std::signal(SIGXFSZ, SIG_IGN))
    {
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit small{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
    }
    ~SmallFiles()
    {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }
    Q_DISABLE_COPY_MOVE(SmallFiles)

private:
    sighandler_t m_handler;
    rlimit m_before{};
};

void overwrite(const QString &path, qint64 from, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite) || !file.seek(from) || file.write(bytes) != bytes.size())
        qFatal("%s cannot be written", qUtf8Printable(path));
}

} // namespace

class SqliteRunStoreTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;

    QStringList filesAside() const
    {
        return QDir(m_folder->path()).entryList({u"*.damaged-*"_s}, QDir::Files);
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = m_folder->filePath(u"runs.sqlite"_s);
    }

    void remembersOverARestart()
    {
        QVERIFY_RESULT(SqliteRunStore(m_file).add(run(u"a"_s)));
        const auto others = QFile::ReadOther | QFile::ReadGroup;
        QVERIFY(!(QFile::permissions(m_file) & others));
        SqliteRunStore store(m_file);
        QVERIFY(*store.events(u"a"_s, 0) == run(u"a"_s));
        QVERIFY_RESULT(store.add(run(u"b"_s)));
        QCOMPARE(store.runs({})->size(), 2);
    }

    void endsRunsWhoseProgramIsGone()
    {
        QVERIFY_RESULT(SqliteRunStore(m_file).add(run(u"a"_s).mid(0, 4)));
        SqliteRunStore store(m_file);
        const auto events = store.events(u"a"_s, 4);
        QVERIFY_RESULT(events);
        QCOMPARE(events->size(), 3);
        QVERIFY(std::get<ToolFinished>(events->at(0).body).outcome == ToolOutcome::Unknown);
        QVERIFY(std::get<Suspended>(events->at(1).body).reason == SuspendReason::Shutdown);
        QVERIFY(store.run(u"a"_s)->status == RunStatus::Failed);
        QVERIFY(store.run(u"a"_s)->isFinished());
    }

    void leavesRunsOfOthersAlone()
    {
        auto other = std::make_unique<SqliteRunStore>(m_file);
        QVERIFY_RESULT(other->add(run(u"a"_s).mid(0, 2)));
        SqliteRunStore store(m_file);
        QVERIFY(!store.run(u"a"_s)->isFinished());
        QVERIFY_RESULT(other->add(run(u"a"_s).mid(2)));
        QVERIFY(*store.events(u"a"_s, 0) == run(u"a"_s));
        QVERIFY_RESULT(other->add(run(u"b"_s).mid(0, 2)));
        other.reset();
        QVERIFY(store.runs({})->constFirst().isFinished());
        QCOMPARE(store.runs({})->constFirst().id, u"b"_s);
    }

    void takesWhatSeveralWriteAtOnce()
    {
        constexpr int each = 100;
        const auto write = [file = m_file](const QString &name) {
            SqliteRunStore store(file);
            for (int i = 0; i < each; ++i) {
                if (const auto added = store.add(run(name + QString::number(i))); !added)
                    qWarning("%s", qUtf8Printable(added.error().message));
            }
        };
        std::thread first(write, u"a"_s);
        std::thread second(write, u"b"_s);
        first.join();
        second.join();
        QCOMPARE(SqliteRunStore(m_file).runs({.limit = 1000})->size(), 2 * each);
    }

    void failsWhileTheFileIsLocked()
    {
        SqliteRunStore store(m_file);
        QVERIFY_RESULT(store.add(run(u"a"_s)));
        {
            const OtherProgram other(m_file, "BEGIN IMMEDIATE");
            const auto added = store.add(run(u"b"_s));
            QCOMPARE(added.error().kind, ErrorKind::Unavailable);
            QVERIFY(added.error().message.contains(m_file));
            QVERIFY(*store.events(u"a"_s, 0) == run(u"a"_s));
        }
        QVERIFY_RESULT(store.add(run(u"b"_s)));
        QCOMPARE(store.runs({})->size(), 2);
    }

    void failsWhileTheDiskTakesNoMore()
    {
        SqliteRunStore store(m_file);
        QVERIFY_RESULT(store.add(run(u"a"_s)));
        QList<RunEvent> large = run(u"b"_s);
        large[4].body = ToolFinished{u"t1"_s, u"add"_s, ToolOutcome::Ok, QString(1 << 20, u'x'), {}, {}, {}};
        {
            const SmallFiles limit(256 << 10);
            QCOMPARE(store.add(large).error().kind, ErrorKind::Unavailable);
            QCOMPARE(store.runs({})->size(), 1);
        }
        QVERIFY_RESULT(store.add(large));
        QVERIFY(*store.events(u"b"_s, 0) == large);
        QCOMPARE(filesAside(), QStringList());
    }

    void failsWhereNoFileCanBe()
    {
        QFile inTheWay(m_folder->filePath(u"data"_s));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        SqliteRunStore store(inTheWay.fileName() + u"/runs.sqlite"_s);
        QCOMPARE(store.add(run(u"a"_s)).error().kind, ErrorKind::Unavailable);
        QVERIFY(inTheWay.remove());
        QVERIFY_RESULT(store.add(run(u"a"_s)));
    }

    void movesADamagedFileAside_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("no database") << 0 << QByteArray(4096, 'x');
        QTest::newRow("a page in the middle") << 4096 << QByteArray(12288, '\xff');
    }
    void movesADamagedFileAside()
    {
        QFETCH(const int, from);
        QFETCH(const QByteArray, bytes);
        QVERIFY_RESULT(SqliteRunStore(m_file).add(run(u"a"_s)));
        overwrite(m_file, from, bytes);
        SqliteRunStore store(m_file);
        const auto added = store.add(run(u"b"_s));
        QCOMPARE(added.error().kind, ErrorKind::Unavailable);
        QCOMPARE(filesAside().size(), 1);
        QVERIFY(added.error().message.contains(filesAside().constFirst()));
        QVERIFY_RESULT(store.add(run(u"b"_s)));
        QVERIFY(*store.events(u"b"_s, 0) == run(u"b"_s));
        QFile aside(m_folder->filePath(filesAside().constFirst()));
        QVERIFY(aside.open(QIODevice::ReadOnly));
        QCOMPARE(aside.readAll().mid(from, bytes.size()), bytes);
    }

    void takesOverAFileOfTheFirstVersion()
    {
        QVERIFY_RESULT(SqliteRunStore(m_file).add(run(u"a"_s)));
        {
            const OtherProgram earlier(m_file,
                                       "ALTER TABLE runs DROP COLUMN principal; PRAGMA user_version = 1");
        }
        SqliteRunStore store(m_file);
        QVERIFY_RESULT(store.add(run(u"b"_s)));
        QCOMPARE(store.runs({})->size(), 2);
        QVERIFY(*store.events(u"a"_s, 0) == run(u"a"_s));
    }

    void leavesAFileOfALaterVersionAlone()
    {
        QVERIFY_RESULT(SqliteRunStore(m_file).add(run(u"a"_s)));
        const OtherProgram other(m_file, "PRAGMA user_version = 99");
        SqliteRunStore store(m_file);
        const auto added = store.add(run(u"b"_s));
        QVERIFY(added.error().message.contains(u"newer version"_s));
        QCOMPARE(filesAside(), QStringList());
    }
};
QTEST_APPLESS_MAIN(SqliteRunStoreTest)
#include "SqliteRunStoreTest.moc"
