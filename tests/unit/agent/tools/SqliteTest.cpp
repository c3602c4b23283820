// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/Sqlite.h"

#include "agent/base/Clock.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

#include <thread>

using namespace agent;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class SqliteTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    static void execute(const QString &path, const QByteArray &sql)
    {
        sqlite3 *database = nullptr;
        QCOMPARE(sqlite3_open(QFile::encodeName(path).constData(), &database), SQLITE_OK);
        QCOMPARE(sqlite3_exec(database, sql.constData(), nullptr, nullptr, nullptr), SQLITE_OK);
        QCOMPARE(sqlite3_close(database), SQLITE_OK);
    }

    Result<QString> asked(const QString &sql, int maxRows = 100) const
    {
        return querySqlite(Folder(m_folder.path()), {u"shop.db"_s, sql, maxRows}, {});
    }

private slots:
    void initTestCase()
    {
        execute(m_folder.filePath(u"shop.db"_s),
                "CREATE TABLE people(id INTEGER PRIMARY KEY, name TEXT, city TEXT, photo BLOB);"
                "INSERT INTO people VALUES(1,'Ana','Lisbon',NULL),(2,'Björn','Malmö',x'0102');"
                "CREATE VIRTUAL TABLE pages USING fts5(title, body);"
                "INSERT INTO pages VALUES('Holidays','How to ask for days off.'),('Travel','Book trains "
                "early.');");
        execute(m_folder.filePath(u"wal.db"_s),
                "PRAGMA journal_mode=WAL; CREATE TABLE t(a); INSERT INTO t VALUES(7);");
        execute(m_folder.filePath(u"odd #1?&name=x.db"_s), "CREATE TABLE t(a); INSERT INTO t VALUES(9);");
        QFile text(m_folder.filePath(u"text.db"_s));
        QVERIFY(text.open(QIODevice::WriteOnly));
        text.write(QByteArray(2000, 'x'));
    }

    void answersWithATable_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("text");
        QTest::newRow("rows") << u"SELECT id, name, city, photo FROM people"_s
                              << u"id | name  | city   | photo\n---+-------+--------+----------\n"
                                 "1  | Ana   | Lisbon | NULL\n2  | Björn | Malmö  | (2 bytes)\n\nRows: 2"_s;
        QTest::newRow("none") << u"SELECT name FROM people WHERE id = 5"_s << u"name\n----\n\nRows: 0"_s;
        QTest::newRow("semicolon and comment") << u"SELECT 1 AS n; -- done"_s << u"n\n-\n1\n\nRows: 1"_s;
        QTest::newRow("with") << u"WITH c(x) AS (VALUES(1),(2)) SELECT sum(x) AS s FROM c"_s
                              << u"s\n-\n3\n\nRows: 1"_s;
        QTest::newRow("recursive") << u"WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c WHERE "
                                      "x<3) SELECT group_concat(x) AS l FROM c"_s
                                   << u"l\n-----\n1,2,3\n\nRows: 1"_s;
        QTest::newRow("full-text search")
            << u"SELECT title, snippet(pages, 1, '[', ']', '…', 5) AS found FROM pages WHERE pages MATCH "
               "'days OR off' ORDER BY rank"_s
            << u"title    | found\n---------+--------------------------\nHolidays | …to ask for [days] [off].\n\nRows: 1"_s;
        QTest::newRow("schema") << u"SELECT name FROM sqlite_master WHERE name = 'people'"_s
                                << u"name\n------\npeople\n\nRows: 1"_s;
        QTest::newRow("columns") << u"SELECT name, type FROM pragma_table_info('people') LIMIT 1"_s
                                 << u"name | type\n-----+--------\nid   | INTEGER\n\nRows: 1"_s;
        QTest::newRow("line break in a cell")
            << u"SELECT 'a' || char(10) || 'b' AS t"_s << u"t\n---\na b\n\nRows: 1"_s;
    }
    void answersWithATable()
    {
        QFETCH(QString, sql);
        QFETCH(QString, text);
        const auto answer = asked(sql);
        QVERIFY2(answer, answer ? "" : qPrintable(answer.error().message));
        QCOMPARE(*answer, text);
    }

    void takesPragmasAboutTables() { QVERIFY(asked(u"PRAGMA table_info(people)"_s)); }

    void sqlThatIsRefused_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<ErrorKind>("kind");
        const auto row = [](const char *sql, ErrorKind kind) {
            QTest::newRow(sql) << QString::fromUtf8(sql) << kind;
        };
        row("SELECT 1; SELECT 2", ErrorKind::InvalidInput);
        row("SELECT 1; DROP TABLE people", ErrorKind::InvalidInput);
        row("SELECT 1; nonsense", ErrorKind::InvalidInput);
        row("", ErrorKind::InvalidInput);
        row("-- nothing", ErrorKind::InvalidInput);
        row("SELEC 1", ErrorKind::InvalidInput);
        row("SELECT * FROM nobody", ErrorKind::InvalidInput);
        row("DELETE FROM people", ErrorKind::Denied);
        row("UPDATE people SET name = 'x'", ErrorKind::Denied);
        row("INSERT INTO people VALUES(3,'x','y',NULL)", ErrorKind::Denied);
        row("WITH c AS (SELECT 1) DELETE FROM people", ErrorKind::Denied);
        row("DROP TABLE people", ErrorKind::Denied);
        row("CREATE TABLE x(a)", ErrorKind::Denied);
        row("CREATE TEMP TABLE x(a)", ErrorKind::Denied);
        row("ATTACH '/tmp/other.db' AS other", ErrorKind::Denied);
        row("DETACH main", ErrorKind::Denied);
        row("VACUUM INTO '/tmp/copy.db'", ErrorKind::Denied);
        row("REINDEX", ErrorKind::Denied);
        row("ANALYZE", ErrorKind::Denied);
        row("BEGIN", ErrorKind::Denied);
        row("SAVEPOINT s", ErrorKind::Denied);
        row("PRAGMA journal_mode = DELETE", ErrorKind::Denied);
        row("PRAGMA writable_schema = 1", ErrorKind::Denied);
        row("PRAGMA temp_store_directory = '/tmp'", ErrorKind::Denied);
        row("PRAGMA database_list", ErrorKind::Denied);
        row("SELECT load_extension('/tmp/evil.so')", ErrorKind::Denied);
        row("INSERT INTO pages(pages) VALUES('rebuild')", ErrorKind::Denied);
        row("SELECT zeroblob(1000000000)", ErrorKind::InvalidInput);
        row("UPDATE sqlite_master SET sql = 'x'", ErrorKind::InvalidInput);
    }
    void sqlThatIsRefused()
    {
        QFETCH(QString, sql);
        QFETCH(ErrorKind, kind);
        const QByteArray before = fileBytes();
        const auto answer = asked(sql);
        QVERIFY2(!answer, answer ? qPrintable(*answer) : "");
        QVERIFY2(answer.error().kind == kind, qPrintable(answer.error().message));
        QCOMPARE(fileBytes(), before);
    }

    void filesThatAreRefused_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("outside") << u"../shop.db"_s;
        QTest::newRow("absolute") << u"/etc/passwd"_s;
        QTest::newRow("not there") << u"none.db"_s;
        QTest::newRow("in memory") << u":memory:"_s;
        QTest::newRow("URI") << u"file:shop.db?mode=rwc"_s;
        QTest::newRow("not a database") << u"text.db"_s;
    }
    void filesThatAreRefused()
    {
        QFETCH(QString, path);
        const auto answer =
            querySqlite(Folder(m_folder.path()), {path, u"SELECT * FROM sqlite_master"_s}, {});
        QVERIFY(!answer);
        QVERIFY(!QFile::exists(m_folder.filePath(u"none.db"_s)));
    }

    void readsWriteAheadLogsAndOddNames_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("value");
        QTest::newRow("write-ahead log") << u"wal.db"_s << u"7"_s;
        QTest::newRow("name with signs") << u"odd #1?&name=x.db"_s << u"9"_s;
    }
    void readsWriteAheadLogsAndOddNames()
    {
        QFETCH(QString, path);
        QFETCH(QString, value);
        const auto answer = querySqlite(Folder(m_folder.path()), {path, u"SELECT a FROM t"_s}, {});
        QVERIFY2(answer, answer ? "" : qPrintable(answer.error().message));
        QCOMPARE(*answer, u"a\n-\n%1\n\nRows: 1"_s.arg(value));
    }

    void cutsRowsAndCells()
    {
        const QString thousand =
            u"WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c WHERE x<1000) SELECT x FROM c"_s;
        QVERIFY(asked(thousand, 3)->endsWith(u"\n3\n\nRows: 3 (there are more)"_s));
        QVERIFY(asked(thousand, 1000)->endsWith(u"\nRows: 1000"_s));
        QVERIFY(asked(thousand, -5)->endsWith(u"Rows: 1 (there are more)"_s));
        QCOMPARE(asked(u"SELECT printf('%.*c', 5000, 'x') AS x"_s)->count(u'x'), 2001);
        const QString wide = u"WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c WHERE x<9000) "
                             u"SELECT printf('%.*c', 1000, "
                             "'x') FROM c"_s;
        QVERIFY(asked(wide, 10'000)->size() < 250'000);
    }

    void endsABombAtTheLimit()
    {
        const QString bomb =
            u"WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT count(*) FROM c"_s;
        const Stopwatch watch;
        const auto answer = querySqlite(Folder(m_folder.path()), {u"shop.db"_s, bomb, 100, 100ms}, {});
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, ErrorKind::Timeout);
        QVERIFY(watch.elapsed() < 2s);
    }

    void stopsABomb()
    {
        const QString bomb =
            u"WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT count(*) FROM c"_s;
        std::stop_source stop;
        std::jthread stopper([&stop] {
            std::this_thread::sleep_for(50ms);
            stop.request_stop();
        });
        const Stopwatch watch;
        const auto answer = querySqlite(Folder(m_folder.path()), {u"shop.db"_s, bomb}, stop.get_token());
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, ErrorKind::Cancelled);
        QVERIFY(watch.elapsed() < 150ms);
    }

    void endsAQueryThatEatsMemory()
    {
        const QString hungry = u"WITH RECURSIVE c(x) AS (SELECT 1 UNION SELECT x+1 FROM c), d(y) AS (SELECT "
                               "printf('%.*c', 100000, 'x') || x FROM c) SELECT y FROM d ORDER BY y"_s;
        const auto answer = asked(hungry);
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, ErrorKind::Denied);
        QCOMPARE(answer.error().message, u"the query needs too much memory"_s);
    }

private:
    QByteArray fileBytes() const
    {
        QFile file(m_folder.filePath(u"shop.db"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

QTEST_GUILESS_MAIN(SqliteTest)
#include "SqliteTest.moc"
