// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/usage/UsageStore.h"

#include <QDateTime>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

#include <thread>

using namespace Qt::StringLiterals;
using namespace agent;

namespace {

constexpr qint64 noon = 1'767'268'800'000; // 2026-01-01T12:00:00Z
constexpr qint64 day = 86'400'000;

UsageEntry call(const QString &session, std::optional<double> costUsd, qint64 at = noon)
{
    UsageEntry entry;
    entry.at = at;
    entry.agent = u"tester"_s;
    entry.session = session;
    entry.client = u"curl"_s;
    entry.model = u"gpt-5"_s;
    entry.calls = 1;
    entry.usage = {100, 20, 40, 5};
    entry.costUsd = costUsd;
    return entry;
}

UsageEntry endOfRun(const QString &session, qint64 at = noon)
{
    UsageEntry entry = call(session, {}, at);
    entry.calls = 0;
    entry.runs = 1;
    entry.usage = {};
    return entry;
}

QStringList namesOf(const Result<QList<UsageTotal>> &totals)
{
    QStringList names;
    for (const UsageTotal &total : *totals)
        names.append(total.name);
    return names;
}

/// Somebody else who has the file open and writes in it.
class OtherWriter
{
public:
    explicit OtherWriter(const QString &file)
    {
        sqlite3_open(qUtf8Printable(file), &m_database);
        sqlite3_exec(m_database, "BEGIN EXCLUSIVE", nullptr, nullptr, nullptr);
    }
    ~OtherWriter() { sqlite3_close(m_database); }
    Q_DISABLE_COPY_MOVE(OtherWriter)

private:
    sqlite3 *m_database = nullptr;
};

} // namespace

class UsageStoreTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = m_folder->filePath(u"new/usage.sqlite"_s);
    }

    void addsUp_data()
    {
        QTest::addColumn<bool>("inFile");
        QTest::newRow("in a file") << true;
        QTest::newRow("in memory") << false;
    }
    void addsUp()
    {
        QFETCH(const bool, inFile);
        UsageStore store(inFile ? m_file : QString());
        QVERIFY(store.add({call(u"a"_s, 0.5), call(u"a"_s, {}, noon + 1), call(u"b"_s, 0.25, noon - day)}));
        QVERIFY(store.add({endOfRun(u"a"_s)}));
        const auto totals = store.totals({UsageBy::Session});
        QVERIFY(totals.has_value());
        QCOMPARE(namesOf(totals), (QStringList{u"a"_s, u"b"_s}));
        const UsageTotal expected{u"a"_s, u"2026-01-01T12:00:00.001Z"_s, 1, 2, 240, {200, 40, 80, 10}, 0.5,
                                  1};
        QCOMPARE(totals->at(0), expected);
    }

    void tellsByWhatIsAsked_data()
    {
        QTest::addColumn<UsageQuery>("query");
        QTest::addColumn<QStringList>("names");
        QTest::newRow("day") << UsageQuery{UsageBy::Day}
                             << QStringList{u"2026-01-02"_s, u"2026-01-01"_s, u"2025-12-31"_s};
        QTest::newRow("last ones") << UsageQuery{UsageBy::Day, 2}
                                   << QStringList{u"2026-01-02"_s, u"2026-01-01"_s};
        QTest::newRow("session") << UsageQuery{UsageBy::Session} << QStringList{u"b"_s, u"a"_s, QString()};
        QTest::newRow("one session") << UsageQuery{UsageBy::Session, 1, u"a"_s} << QStringList{u"a"_s};
        QTest::newRow("no session") << UsageQuery{UsageBy::Session, 1, u""_s} << QStringList{QString()};
        QTest::newRow("client") << UsageQuery{UsageBy::Client} << QStringList{u"curl"_s};
        QTest::newRow("model") << UsageQuery{UsageBy::Model} << QStringList{u"gpt-5"_s};
        QTest::newRow("agent") << UsageQuery{UsageBy::Agent} << QStringList{u"other"_s, u"tester"_s};
        QTest::newRow("of an agent") << UsageQuery{UsageBy::Day, 9, {}, u"other"_s}
                                     << QStringList{u"2026-01-02"_s};
        QTest::newRow("what is not there") << UsageQuery{UsageBy::Session, 9, u"c"_s} << QStringList();
    }
    void tellsByWhatIsAsked()
    {
        QFETCH(const UsageQuery, query);
        QFETCH(const QStringList, names);
        UsageStore store(m_file);
        UsageEntry last = call(u"b"_s, 1, noon + day);
        last.agent = u"other"_s;
        QVERIFY(store.add({call({}, 1, noon - day), call(u"a"_s, 1, noon), last}));
        QCOMPARE(namesOf(store.totals(query)), names);
    }

    void remembersOverARestart()
    {
        QVERIFY(UsageStore(m_file).add({call(u"a"_s, 1)}));
        QCOMPARE(QFile::permissions(m_file) & (QFile::ReadOther | QFile::ReadGroup), QFile::Permissions());
        UsageStore store(m_file);
        QVERIFY(store.add({call(u"a"_s, 1)}));
        QCOMPARE(store.totals({UsageBy::Session})->at(0).calls, 2);
    }

    void countsWhatTwoWrite()
    {
        constexpr int each = 200;
        const auto write = [file = m_file] {
            UsageStore store(file);
            for (int i = 0; i < each; ++i) {
                if (const auto added = store.add({call(u"a"_s, 1)}); !added)
                    qWarning("%s", qUtf8Printable(added.error().message));
            }
        };
        std::thread first(write);
        std::thread second(write);
        first.join();
        second.join();
        QCOMPARE(UsageStore(m_file).totals({UsageBy::Session})->at(0).calls, 2 * each);
    }

    void losesNothingWhileTheFileIsLocked()
    {
        UsageStore store(m_file);
        QVERIFY(store.add({call(u"a"_s, 1)}));
        {
            const OtherWriter other(m_file);
            const auto added = store.add({call(u"a"_s, 1)});
            QCOMPARE(added.error().kind, ErrorKind::Unavailable);
            QVERIFY(added.error().message.contains(m_file));
            QCOMPARE(store.totals({UsageBy::Session})->at(0).calls, 2);
            QCOMPARE(UsageStore(m_file).totals({UsageBy::Session})->at(0).calls, 1);
        }
        QVERIFY(store.add({}));
        QCOMPARE(UsageStore(m_file).totals({UsageBy::Session})->at(0).calls, 2);
    }

    void countsInMemoryWhereTheFileCannotBeUsed_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("no database") << QByteArray(4096, 'x');
        QTest::newRow("half a head") << QByteArray("SQLite format 3\0and nothing that fits to it", 44);
    }
    void countsInMemoryWhereTheFileCannotBeUsed()
    {
        QFETCH(const QByteArray, content);
        QFile file(m_folder->filePath(u"broken.sqlite"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        UsageStore store(file.fileName());
        QVERIFY(!store.add({call(u"a"_s, 1)}));
        QVERIFY(!store.add({call(u"a"_s, 1)}));
        QCOMPARE(store.totals({UsageBy::Session})->at(0).calls, 2);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), content);
        file.close();
        QVERIFY(file.remove());
        QVERIFY(store.add({}));
        QCOMPARE(UsageStore(file.fileName()).totals({UsageBy::Session})->at(0).calls, 2);
    }

    void leavesAFileOfALaterVersionAlone()
    {
        QVERIFY(UsageStore(m_file).add({call(u"a"_s, 1)}));
        sqlite3 *database = nullptr;
        sqlite3_open(qUtf8Printable(m_file), &database);
        sqlite3_exec(database, "PRAGMA user_version = 99", nullptr, nullptr, nullptr);
        sqlite3_close(database);
        UsageStore store(m_file);
        QVERIFY(store.open().error().message.contains(u"newer version"_s));
        QVERIFY(!store.add({call(u"b"_s, 1)}));
        QCOMPARE(namesOf(store.totals({UsageBy::Session})), QStringList{u"b"_s});
    }
};

QTEST_APPLESS_MAIN(UsageStoreTest)
#include "UsageStoreTest.moc"
