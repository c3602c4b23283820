// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/Postgres.h"

#include "agent/base/Clock.h"
#include "tests/support/Testing.h"

#include <QDir>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>

#include <csignal>
#include <thread>
#include <unistd.h>

using namespace agent;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Where Debian keeps the programs of the newest server that is installed; empty if none is.
QString serverPrograms()
{
    const QDir versions(u"/usr/lib/postgresql"_s);
    const QStringList names =
        versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed);
    return names.isEmpty() ? QString() : versions.filePath(names.constFirst() + u"/bin/"_s);
}

constexpr uid_t nobody = 65534;

/// PostgreSQL refuses to run as root.
void asSomebodyElse()
{
    if (::geteuid() == 0 && (::setgid(nobody) != 0 || ::setuid(nobody) != 0))
        ::_exit(1);
}

bool ranWell(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setChildProcessModifier(asSomebodyElse);
    process.setWorkingDirectory(u"/"_s);
    process.start(program, arguments);
    const bool isOver = process.waitForFinished(60'000);
    if (!isOver || process.exitCode() != 0)
        qWarning("%s", process.readAllStandardError().constData());
    return isOver && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
}

} // namespace

/// Against a server of its own, which listens on a socket in a temporary folder and nowhere else.
class PostgresTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QProcess m_server;
    PostgresLogin m_login;
    bool m_isThere = false;

    Result<QString> asked(const QString &sql, int maxRows = 100, std::chrono::milliseconds limit = 20s) const
    {
        return queryPostgres({m_login, sql, maxRows, limit}, {});
    }

    bool serves()
    {
        const QString programs = serverPrograms();
        const QString data = m_folder.filePath(u"data"_s);
        if (::geteuid() == 0 && ::chown(qPrintable(m_folder.path()), nobody, nobody) != 0)
            return false;
        if (!ranWell(programs + u"initdb"_s,
                     {u"-D"_s, data, u"-U"_s, u"tester"_s, u"-A"_s, u"trust"_s, u"-E"_s, u"UTF8"_s,
                      u"--no-sync"_s, u"--locale=C"_s}))
            return false;
        m_server.setChildProcessModifier(asSomebodyElse);
        m_server.setWorkingDirectory(u"/"_s);
        m_server.setStandardErrorFile(QProcess::nullDevice());
        m_server.start(programs + u"postgres"_s,
                       {u"-D"_s, data, u"-k"_s, m_folder.path(), u"-c"_s, u"listen_addresses="_s, u"-c"_s,
                        u"fsync=off"_s});
        const Environment environment{
            {u"DB"_s, u"postgresql:///postgres?user=tester&host="_s + m_folder.path()}};
        const auto login = postgresLogin(u"${DB}"_s, environment, false);
        if (!login)
            return false;
        m_login = *login;
        return QTest::qWaitFor([this] { return asked(u"SELECT 1"_s).has_value(); }, 20'000);
    }

    /// The test's own words to the server, which may write.
    bool executed(const QString &sql) const
    {
        return ranWell(serverPrograms() + u"psql"_s,
                       {u"-X"_s, u"-q"_s, u"-v"_s, u"ON_ERROR_STOP=1"_s, u"-h"_s, m_folder.path(), u"-U"_s,
                        u"tester"_s, u"-d"_s, u"postgres"_s, u"-c"_s, sql});
    }

private slots:
    void initTestCase()
    {
        m_isThere = !serverPrograms().isEmpty();
        if (!m_isThere)
            return;
        QVERIFY(serves());
        QVERIFY(
            executed(u"CREATE TABLE people(id int, name text, born date, photo bytea);"
                     "INSERT INTO people VALUES (1, 'Ana', '1990-05-06', NULL), (2, 'Björn', NULL, "
                     "'\\x0102');"
                     "CREATE SEQUENCE counter;"
                     "CREATE FUNCTION sneak() RETURNS int LANGUAGE sql AS 'DELETE FROM people; SELECT 1'"_s));
    }
    void cleanupTestCase()
    {
        m_server.terminate(); // it lets those who are connected finish first, and here is nobody
        if (!m_server.waitForFinished(5000))
            m_server.kill();
        m_server.waitForFinished(5000);
    }
    void init() const
    {
        const QByteArrayList withoutServer{"readsAConnectionString", "givesUpOnAServerThatSaysNothing",
                                           "tellsThatNobodyIsThere"};
        if (!m_isThere && !withoutServer.contains(QTest::currentTestFunction()))
            QSKIP("PostgreSQL is not installed");
    }

    void answersWithATable_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("text");
        QTest::newRow("rows")
            << u"SELECT * FROM people ORDER BY id"_s
            << u"id | name  | born       | photo\n---+-------+------------+-------\n"
               "1  | Ana   | 1990-05-06 | NULL\n2  | Björn | NULL       | \\x0102\n\nRows: 2"_s;
        QTest::newRow("none") << u"SELECT id FROM people WHERE false"_s << u"id\n--\n\nRows: 0"_s;
        QTest::newRow("one name twice, and none")
            << u"SELECT 1 AS a, 2 AS a, 3"_s << u"a | a | ?column?\n--+---+---------\n1 | 2 | 3\n\nRows: 1"_s;
        QTest::newRow("a remark, a semicolon") << u"-- all\nSELECT 1 AS a ; \n"_s << u"a\n-\n1\n\nRows: 1"_s;
        QTest::newRow("a remark at its end") << u"SELECT 1 AS a -- one"_s << u"a\n-\n1\n\nRows: 1"_s;
        QTest::newRow("WITH") << u"WITH w AS (SELECT 7 AS a) TABLE w"_s << u"a\n-\n7\n\nRows: 1"_s;
        QTest::newRow("VALUES") << u"VALUES (true, 1.5)"_s
                                << u"column1 | column2\n--------+--------\ntrue    | 1.5\n\nRows: 1"_s;
        QTest::newRow("brackets in a text")
            << u"SELECT ') AS q; DROP' AS a"_s << u"a\n------------\n) AS q; DROP\n\nRows: 1"_s;
    }
    void answersWithATable()
    {
        QFETCH(const QString, sql);
        QFETCH(const QString, text);
        const auto answer = asked(sql);
        QCOMPARE(answer ? *answer : answer.error().message, text);
    }

    void changesNothing_data()
    {
        QTest::addColumn<QString>("sql");
        for (const char *sql : {
                 "DELETE FROM people",
                 "DELETE FROM people RETURNING id",
                 "WITH gone AS (DELETE FROM people RETURNING id) SELECT * FROM gone",
                 "SELECT 1; DELETE FROM people",
                 "SELECT 1; COMMIT; DELETE FROM people",
                 "COMMIT",
                 "SET TRANSACTION READ WRITE",
                 "SELECT set_config('transaction_read_only', 'off', false), sneak()",
                 "SELECT sneak()",
                 "SELECT nextval('counter')",
                 "SELECT id INTO other FROM people",
                 "SELECT * FROM people FOR UPDATE",
                 "SELECT 1) AS a(c1), (SELECT 2",
                 "SELECT 1) AS q(c1); DELETE FROM people; --",
                 "TRUNCATE people",
                 "COPY people TO '/tmp/slipway-people'",
                 "COPY (SELECT 1) TO PROGRAM 'touch /tmp/slipway-touched'",
                 "DO $$ BEGIN DELETE FROM people; END $$",
                 "EXPLAIN ANALYZE DELETE FROM people",
                 "SHOW data_directory",
                 "CREATE TEMP TABLE t(a int)",
             })
            QTest::newRow(sql) << QString::fromLatin1(sql);
    }
    void changesNothing()
    {
        QFETCH(const QString, sql);
        const auto answer = asked(sql);
        QVERIFY(!answer);
        QVERIFY2(answer.error().kind == ErrorKind::Denied || answer.error().kind == ErrorKind::InvalidInput,
                 qPrintable(answer.error().message));
        QVERIFY(asked(u"SELECT count(*) FROM people"_s)->contains(u"\n2\n"_s));
        QVERIFY(asked(u"SELECT is_called FROM counter"_s)->contains(u"false"_s));
        QVERIFY(!QFile::exists(u"/tmp/slipway-people"_s) && !QFile::exists(u"/tmp/slipway-touched"_s));
    }

    void tellsWhatIsWrong_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("message");
        const QString onlyReading = u"only reading is allowed: a single SELECT"_s;
        QTest::newRow("nothing") << u" ;\n"_s << u"the SQL is empty"_s;
        QTest::newRow("a null character") << u"SELECT 1"_s
                + QChar(0) << u"SQL cannot have more than 100000 characters, nor a null character"_s;
        QTest::newRow("endless") << QString(200'000, u'x')
                                 << u"SQL cannot have more than 100000 characters, nor a null character"_s;
        QTest::newRow("no such table")
            << u"SELECT * FROM nowhere"_s << u"SQL error: relation \"nowhere\" does not exist"_s;
        QTest::newRow("no SQL") << u"hello"_s << u"SQL error: syntax error at or near \"hello\""_s;
        QTest::newRow("it happens while it runs") << u"SELECT 1/0 AS a"_s << u"SQL error: division by zero"_s;
        QTest::newRow("writing") << u"DELETE FROM people"_s << onlyReading;
        QTest::newRow("writing that gives rows") << u"DELETE FROM people RETURNING id"_s << onlyReading;
        QTest::newRow("two") << u"SELECT 1; SELECT 2"_s
                             << u"SQL error: cannot insert multiple commands into a prepared statement"_s;
    }
    void tellsWhatIsWrong()
    {
        QFETCH(const QString, sql);
        QFETCH(const QString, message);
        const auto answer = asked(sql);
        QVERIFY(!answer);
        QCOMPARE(answer.error().message, message);
    }

    void cutsWhatItGives()
    {
        QVERIFY(asked(u"SELECT * FROM generate_series(1, 10) AS n"_s, 3)
                    ->endsWith(u"\n3\n\nRows: 3 (there are more)"_s));
        QVERIFY(asked(u"SELECT * FROM generate_series(1, 3) AS n"_s, 3)->endsWith(u"\n\nRows: 3"_s));
        const auto wide = asked(u"SELECT repeat('x', 10000000) AS a"_s);
        QVERIFY_RESULT(wide);
        QVERIFY(wide->size() < 2100 && wide->contains(u"x…"_s));
        const auto many = asked(u"SELECT repeat('x', 1000) AS a FROM generate_series(1, 100000)"_s, 10'000);
        QVERIFY_RESULT(many);
        QVERIFY(many->size() < 300'000 && many->endsWith(u" (there are more)"_s));
    }

    void endsInTime()
    {
        const Stopwatch watch;
        const auto answer = asked(u"SELECT pg_sleep(60)"_s, 1, 300ms);
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, ErrorKind::Timeout);
        QVERIFY(watch.elapsed() < 5s);
    }

    void theServerStopsToo()
    {
        std::stop_source stop;
        std::optional<Result<QString>> answer;
        std::thread asking([&] {
            answer = queryPostgres({m_login, u"SELECT pg_sleep(60) /* 4716 */"_s}, stop.get_token());
        });
        const auto sleepers = [this] {
            return asked(u"SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE "
                         "'%471' || '6%'"_s)
                .value_or(QString())
                .contains(u"\n1\n"_s);
        };
        const bool hasBegun = QTest::qWaitFor(sleepers, 10'000);
        stop.request_stop();
        asking.join();
        QVERIFY(hasBegun);
        QCOMPARE(answer->error().kind, ErrorKind::Cancelled);
        QTRY_VERIFY(!sleepers());
    }

    void readsAConnectionString_data()
    {
        QTest::addColumn<QString>("connection");
        QTest::addColumn<QString>("outcome"); // "host hostaddr user dbname", or the words of the error
        const auto row = [](const char *name, const QString &connection, const QString &outcome) {
            QTest::newRow(name) << connection << outcome;
        };
        const QString unreadable =
            u"the connection string must be like postgresql://user:password@host/database"_s;
        const auto notPublic = [](const QString &host) {
            return u"%1 is not a public address; a database elsewhere is named by \"${NAME}\", an "
                   u"environment "
                   "variable with its postgresql:// address"_s.arg(host);
        };
        row("of the environment", u"${SHOP}"_s, u"localhost  reader shop"_s);
        row("not there", u"${NONE}"_s, u"the environment variable NONE is not set"_s);
        row("a key", u"${OPENAI_API_KEY}"_s,
            u"the environment variable OPENAI_API_KEY holds no postgresql:// address"_s);
        row("a key as a password", u"postgresql://u:${OPENAI_API_KEY}@93.184.216.34/d"_s,
            u"93.184.216.34 93.184.216.34 u d"_s); // sent as it stands: nothing is filled in
        row("public", u"postgresql://u:p@93.184.216.34:5433/d"_s, u"93.184.216.34 93.184.216.34 u d"_s);
        row("in words", u"host=93.184.216.34 user=u dbname=d"_s, u"93.184.216.34 93.184.216.34 u d"_s);
        row("this machine", u"postgresql://u@127.0.0.1/d"_s, notPublic(u"127.0.0.1"_s));
        row("its name", u"postgresql://u@localhost/d"_s, notPublic(u"localhost"_s));
        row("its IPv6 address", u"postgresql://u@[::1]/d"_s, notPublic(u"::1"_s));
        row("IPv4 in IPv6", u"postgresql://u@[::ffff:10.0.0.1]/d"_s, notPublic(u"::ffff:10.0.0.1"_s));
        row("private", u"host=192.168.1.5"_s, notPublic(u"192.168.1.5"_s));
        row("metadata", u"host=169.254.169.254"_s, notPublic(u"169.254.169.254"_s));
        row("a socket", u"postgresql:///d?host=/var/run/postgresql"_s, notPublic(u"/var/run/postgresql"_s));
        row("an abstract socket", u"host=@sock"_s, notPublic(u"@sock"_s));
        row("two hosts", u"postgresql://93.184.216.34,127.0.0.1/d"_s, unreadable);
        row("no host", u"dbname=d"_s, unreadable);
        row("another address", u"host=93.184.216.34 hostaddr=127.0.0.1"_s,
            u"the connection string cannot set \"hostaddr\""_s);
        row("a password file", u"host=93.184.216.34 passfile=/etc/passwd"_s,
            u"the connection string cannot set \"passfile\""_s);
        row("a service", u"service=mine"_s, u"the connection string cannot set \"service\""_s);
        row("options", u"host=93.184.216.34 options='-c a=b'"_s,
            u"the connection string cannot set \"options\""_s);
        row("unreadable", u"postgresql://u:secret@[oops"_s, unreadable);
        row("an unknown word", u"secret=1"_s, unreadable);
        row("empty", u""_s, unreadable);
        row("a null character", u"host=93.184.216.34"_s + QChar(0), unreadable);
    }
    void readsAConnectionString()
    {
        QFETCH(const QString, connection);
        QFETCH(const QString, outcome);
        qputenv("PGPASSWORD", "planted");
        const Environment environment{{u"SHOP"_s, u"postgresql://reader:s@localhost/shop"_s},
                                      {u"OPENAI_API_KEY"_s, u"sk-planted-secret"_s}};
        const auto login = postgresLogin(connection, environment, false);
        const auto said = [&](const char *key) { return QString::fromUtf8(login->value(key)); };
        QCOMPARE(login
                     ? QStringList({said("host"), said("hostaddr"), said("user"), said("dbname")}).join(u' ')
                     : login.error().message,
                 outcome);
        if (login && !connection.startsWith(u'$')) {
            QVERIFY(login->contains("password") && login->value("password") != "planted");
            QCOMPARE(said("passfile"), u"/nonexistent"_s);
        }
        qunsetenv("PGPASSWORD");
    }

    void givesUpOnAServerThatSaysNothing()
    {
        QTcpServer mute;
        QVERIFY(mute.listen(QHostAddress::LocalHost));
        const auto login = postgresLogin(u"postgresql://u@127.0.0.1:%1/d"_s.arg(mute.serverPort()), {}, true);
        QVERIFY_RESULT(login);
        const auto late = queryPostgres({*login, u"SELECT 1"_s, 1, 200ms}, {});
        QCOMPARE(late.error().kind, ErrorKind::Timeout);
        std::stop_source stop;
        stop.request_stop();
        const auto stopped = queryPostgres({*login, u"SELECT 1"_s}, stop.get_token());
        QCOMPARE(stopped.error().kind, ErrorKind::Cancelled);
    }

    void tellsThatNobodyIsThere()
    {
        QTcpServer gone;
        QVERIFY(gone.listen(QHostAddress::LocalHost));
        const auto login = postgresLogin(u"postgresql://u@127.0.0.1:%1/d"_s.arg(gone.serverPort()), {}, true);
        gone.close();
        QVERIFY_RESULT(login);
        const auto answer = queryPostgres({*login, u"SELECT 1"_s}, {});
        QCOMPARE(answer.error().kind, ErrorKind::Unavailable);
        QVERIFY(answer.error().message.contains(u"refused"_s));
    }
};

QTEST_GUILESS_MAIN(PostgresTest)
#include "PostgresTest.moc"
