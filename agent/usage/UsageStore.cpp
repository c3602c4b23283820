// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/usage/UsageStore.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

using sqlite::Statement;
using Step = Statement::Step;

constexpr const char *columns =
    "(day TEXT NOT NULL, agent TEXT NOT NULL, session TEXT NOT NULL, client TEXT NOT NULL, model TEXT NOT "
    "NULL,"
    " runs INTEGER NOT NULL, calls INTEGER NOT NULL, input INTEGER NOT NULL, output INTEGER NOT NULL,"
    " cached INTEGER NOT NULL, reasoning INTEGER NOT NULL, cost REAL NOT NULL, unknown INTEGER NOT NULL,"
    " last INTEGER NOT NULL, PRIMARY KEY (day, agent, session, client, model)) WITHOUT ROWID";
constexpr const char *addUp =
    " ON CONFLICT DO UPDATE SET runs = runs + excluded.runs, calls = calls + excluded.calls,"
    " input = input + excluded.input, output = output + excluded.output, cached = cached + excluded.cached,"
    " reasoning = reasoning + excluded.reasoning, cost = cost + excluded.cost,"
    " unknown = unknown + excluded.unknown, last = max(last, excluded.last)";
constexpr qint64 version = 1; // of the file's tables

bool keep(const sqlite::Database &database, const UsageEntry &entry)
{
    Statement insert(database,
                     QByteArray("INSERT INTO unwritten VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)") + addUp);
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(entry.at).toUTC();
    for (const QString &text :
         {at.date().toString(Qt::ISODate), entry.agent, entry.session, entry.client, entry.model})
        insert.bind(text);
    const Usage &usage = entry.usage;
    for (const qint64 number : {qint64(entry.runs), qint64(entry.calls), usage.inputTokens,
                                usage.outputTokens, usage.cachedTokens, usage.reasoningTokens})
        insert.bind(number);
    insert.bind(entry.costUsd.value_or(0));
    insert.bind(qint64(entry.costUsd ? 0 : entry.calls));
    insert.bind(entry.at);
    return insert.step() == Step::Done;
}

UsageTotal totalOf(const Statement &row)
{
    UsageTotal total;
    int column = 0;
    total.name = row.text(column++);
    total.last = QDateTime::fromMSecsSinceEpoch(row.number(column++)).toUTC().toString(Qt::ISODateWithMs);
    total.runs = row.number(column++);
    total.calls = row.number(column++);
    total.usage.inputTokens = row.number(column++);
    total.usage.outputTokens = row.number(column++);
    total.usage.cachedTokens = row.number(column++);
    total.usage.reasoningTokens = row.number(column++);
    total.costUsd = row.real(column++);
    total.callsOfUnknownCost = row.number(column++);
    total.tokens = total.usage.totalTokens();
    return total;
}

std::optional<qint64> versionOf(const sqlite::Database &database)
{
    Statement pragma(database, "PRAGMA disk.user_version");
    return pragma.step() == Step::Row ? std::optional(pragma.number(0)) : std::nullopt;
}

QByteArray sqlOf(const UsageQuery &query, bool isAttached)
{
    const QByteArray name = json::toName(query.by).toLatin1();
    const QByteArray where = QByteArray(" WHERE true") + (query.name ? " AND " + name + " = ?" : QByteArray())
        + (query.agent ? " AND agent = ?" : "");
    const QByteArray rows = "SELECT " + name
        + " AS name, last, runs, calls, input, output, cached, reasoning, cost, unknown FROM ";
    return "SELECT name, max(last), sum(runs), sum(calls), sum(input), sum(output), sum(cached), "
           "sum(reasoning), sum(cost), sum(unknown) FROM ("
        + rows + "unwritten" + where
        + (isAttached ? " UNION ALL " + rows + "disk.totals" + where : QByteArray())
        + ") GROUP BY name ORDER BY 2 DESC, 1 LIMIT ?";
}

} // namespace

UsageStore::UsageStore(QString file)
    : m_file(std::move(file))
{
}

// What is not written yet stands in the computer's memory, and the file beside it: so a file that is locked
// or broken loses nothing as long as the program runs.
Result<> UsageStore::open()
{
    if (!m_database) {
        sqlite3 *handle = nullptr;
        sqlite3_open_v2(":memory:", &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                        nullptr);
        m_database.reset(handle);
        constexpr int patienceMs = 1000;
        sqlite3_busy_timeout(handle, patienceMs);
        sqlite::run(m_database, QByteArray("CREATE TABLE unwritten ") + columns);
    }
    if (m_isAttached)
        return {};
    const Result<> attached = attach();
    m_isAttached = attached.has_value();
    if (!attached)
        sqlite::run(m_database, "DETACH disk");
    return attached;
}

Result<> UsageStore::attach()
{
    const bool isNew = !m_file.isEmpty() && !QFileInfo::exists(m_file);
    if (isNew)
        QDir().mkpath(QFileInfo(m_file).path());
    Statement attached(m_database, "ATTACH ? AS disk");
    attached.bind(m_file.isEmpty() ? u":memory:"_s : m_file);
    if (attached.step() != Step::Done)
        return failure();
    if (isNew)
        QFile::setPermissions(m_file, QFile::ReadOwner | QFile::WriteOwner);
    sqlite::run(m_database, "PRAGMA disk.journal_mode = WAL"); // not everywhere to be had, and not needed
    sqlite::run(m_database, "PRAGMA disk.synchronous = NORMAL");
    const std::optional<qint64> found = versionOf(m_database);
    if (found && *found > version)
        return fail(ErrorKind::Unavailable, u"%1 was written by a newer version of Slipway."_s.arg(m_file),
                    m_file);
    const bool isGood = found
        && sqlite::run(m_database, QByteArray("CREATE TABLE IF NOT EXISTS disk.totals ") + columns)
        && sqlite::run(m_database, "CREATE INDEX IF NOT EXISTS disk.by_session ON totals (session)")
        && (*found == version
            || sqlite::run(m_database, "PRAGMA disk.user_version = " + QByteArray::number(version)));
    return isGood ? Result<>() : failure();
}

Result<> UsageStore::add(const QList<UsageEntry> &entries)
{
    Result<> opened = open();
    for (const UsageEntry &entry : entries) {
        if (!keep(m_database, entry))
            return failure();
    }
    if (!opened)
        return opened;
    const bool isWritten = sqlite::run(m_database, "BEGIN IMMEDIATE")
        && sqlite::run(m_database,
                       QByteArray("INSERT INTO disk.totals SELECT * FROM unwritten WHERE true") + addUp)
        && sqlite::run(m_database, "DELETE FROM unwritten") && sqlite::run(m_database, "COMMIT");
    if (isWritten)
        return {};
    const auto failed = failure();
    sqlite::run(m_database, "ROLLBACK");
    return failed;
}

Result<QList<UsageTotal>> UsageStore::totals(const UsageQuery &query)
{
    [[maybe_unused]] const Result<> opened = open(); // without the file, what is in memory counts
    Statement select(m_database, sqlOf(query, m_isAttached));
    for (int part = 0; part < (m_isAttached ? 2 : 1); ++part) {
        if (query.name)
            select.bind(*query.name);
        if (query.agent)
            select.bind(*query.agent);
    }
    select.bind(qint64(query.limit));
    QList<UsageTotal> totals;
    Step step = select.step();
    for (; step == Step::Row; step = select.step())
        totals.append(totalOf(select));
    if (step != Step::Done)
        return failure();
    return totals;
}

tl::unexpected<Error> UsageStore::failure() const
{
    const QString reason = sqlite::reason(m_database);
    return fail(
        ErrorKind::Unavailable,
        u"The file of what models were used for, %1, cannot be used (%2). It is counted in memory until "
        "it can be written again."_s.arg(m_file, reason),
        m_file);
}

} // namespace agent
