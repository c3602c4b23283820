// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/store/RunTables.h"

#include "agent/store/EventRows.h"
#include "agent/store/Transaction.h"

using namespace Qt::StringLiterals;

namespace agent {
namespace {

using sqlite::Statement;
using Step = Statement::Step;

constexpr qint64 tablesVersion = 2;
constexpr const char *tables = R"(
CREATE TABLE IF NOT EXISTS owners (number INTEGER PRIMARY KEY AUTOINCREMENT);
CREATE TABLE IF NOT EXISTS runs (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, parent TEXT NOT NULL, agent TEXT NOT NULL,
    session TEXT NOT NULL, dialect TEXT NOT NULL, client TEXT NOT NULL, model TEXT NOT NULL, prompt TEXT NOT NULL,
    started INTEGER NOT NULL, owner INTEGER NOT NULL,
    finished INTEGER, status TEXT, turns INTEGER, tokens INTEGER, cost REAL, principal TEXT NOT NULL DEFAULT '');
CREATE INDEX IF NOT EXISTS runs_of_session ON runs (agent, session, number);
CREATE INDEX IF NOT EXISTS open_runs ON runs (owner) WHERE finished IS NULL;
CREATE TABLE IF NOT EXISTS events (
    run INTEGER NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, agent TEXT NOT NULL, turn INTEGER NOT NULL,
    name TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (run, seq)) WITHOUT ROWID;
)";
constexpr const char *addedByTheSecond = "ALTER TABLE runs ADD COLUMN principal TEXT NOT NULL DEFAULT '';";
constexpr const char *runColumns =
    "SELECT id, parent, agent, session, dialect, client, principal, model, prompt, started, "
    "finished, status, turns, tokens, cost FROM runs ";

Result<> carriedOut(Statement &statement, const sqlite::Database &database)
{
    const Step step = statement.step();
    statement.reset();
    return step == Step::Done ? Result<>() : failureOf(database);
}

QDateTime timeIn(const Statement &row, int column)
{
    return row.isNull(column) ? QDateTime() : QDateTime::fromMSecsSinceEpoch(row.number(column), Qt::UTC);
}

StoredRun runIn(const Statement &row)
{
    int column = 0;
    StoredRun run;
    for (QString *text : {&run.id, &run.parent, &run.agent, &run.session, &run.dialect, &run.client,
                          &run.principal, &run.model, &run.prompt})
        *text = row.text(column++);
    run.started = timeIn(row, column++);
    run.finished = timeIn(row, column++);
    run.status = json::fromJson<RunStatus>(row.text(column++)).value_or(RunStatus::Completed);
    run.turns = static_cast<int>(row.number(column++));
    run.tokens = row.number(column++);
    if (!row.isNull(column))
        run.costUsd = row.real(column);
    return run;
}

QByteArray sqlOf(const RunQuery &query)
{
    QByteArrayList conditions{"parent = ''"};
    if (query.agent)
        conditions.append("agent = ?");
    if (query.session)
        conditions.append("session = ?");
    if (query.principal)
        conditions.append("principal = ?");
    if (!query.isAnyState)
        conditions.append("coalesce(status, 'open') IN ("
                          + QByteArrayList(query.statuses.size() + 1, "?").join(',') + ')');
    if (!query.before.isEmpty())
        conditions.append("number < ?");
    return runColumns + ("WHERE " + conditions.join(" AND ")) + " ORDER BY number DESC LIMIT ?";
}

} // namespace

RunTables::RunTables(const sqlite::Database &database)
    : m_database(database)
{
}

Result<> RunTables::run(const QByteArray &sql)
{
    return sqlite::run(m_database, sql) ? Result<>() : failureOf(m_database);
}

Result<qint64> RunTables::version()
{
    Statement pragma(m_database, "PRAGMA user_version");
    if (pragma.step() != Step::Row)
        return failureOf(m_database);
    const qint64 found = pragma.number(0);
    if (found > tablesVersion)
        return fail(ErrorKind::Unavailable, u"it was written by a newer version of Slipway"_s);
    return found;
}

Result<> RunTables::make()
{
    const Result<qint64> found = version();
    if (!found || *found == tablesVersion)
        return found.map([](qint64) { });
    Transaction transaction(m_database);
    if (!transaction.begun())
        return transaction.begun();
    const Result<qint64> still = version(); // another program may have been faster
    if (!still)
        return tl::unexpected(still.error());
    const QByteArray addition = *still == 1 ? addedByTheSecond : "";
    const QByteArray note = "PRAGMA user_version = " + QByteArray::number(tablesVersion);
    if (const Result<> made = run(tables + addition + note); !made)
        return made;
    return transaction.commit();
}

Result<qint64> RunTables::newOwner()
{
    Statement insert(m_database, "INSERT INTO owners DEFAULT VALUES RETURNING number");
    if (insert.step() != Step::Row)
        return failureOf(m_database);
    const qint64 number = insert.number(0);
    insert.reset();
    return run("DELETE FROM owners WHERE number < " + QByteArray::number(number)).map([number] {
        return number;
    });
}

// To prepare one costs more than to run it.
Statement &RunTables::kept(std::unique_ptr<Statement> &statement, const QByteArray &sql)
{
    if (!statement || !statement->isPrepared())
        statement = std::make_unique<Statement>(m_database, sql);
    return *statement;
}

Result<qint64> RunTables::numberOf(const QString &run)
{
    Statement select(m_database, "SELECT number FROM runs WHERE id = ?");
    select.bind(run);
    switch (select.step()) {
    case Step::Row:
        return select.number(0);
    case Step::Done:
        return noSuchRun(run);
    case Step::Failed:
        return failureOf(m_database);
    }
    Q_UNREACHABLE();
}

Result<> RunTables::add(const QList<RunEvent> &events, qint64 owner)
{
    const RunEvent &first = events.constFirst();
    const Result<qint64> number = first.seq == 1 ? begin(first, owner) : numberOf(first.run);
    if (!number)
        return tl::unexpected(number.error());
    const Result<> added = add(*number, events);
    const bool isEnd = std::holds_alternative<RunFinished>(events.constLast().body);
    return added && isEnd ? finish(*number, events.constLast()) : added;
}

Result<qint64> RunTables::begin(const RunEvent &first, qint64 owner)
{
    StoredRun run;
    run.take(first);
    Statement &insert =
        kept(m_begin,
             "INSERT INTO runs (id, parent, agent, session, dialect, client, principal, model, "
             "prompt, started, owner) VALUES (?,?,?,?,?,?,?,?,?,?,?) RETURNING number");
    for (const QString &text : {first.run, first.parent, first.agent, run.session, run.dialect, run.client,
                                run.principal, run.model, run.prompt})
        insert.bind(text);
    insert.bind(first.at.toMSecsSinceEpoch());
    insert.bind(owner);
    const Step step = insert.step();
    const qint64 number = insert.number(0);
    insert.reset(); // one that stays open would keep the transaction from ending
    return step == Step::Row ? Result<qint64>(number) : failureOf(m_database);
}

Result<> RunTables::add(qint64 number, const QList<RunEvent> &events)
{
    Statement &insert = kept(m_insert, "INSERT INTO events VALUES (?,?,?,?,?,?,?)");
    for (const EventRow &row : rowsOf(events)) {
        for (const qint64 value : {number, row.seq, row.at})
            insert.bind(value);
        insert.bind(row.agent);
        insert.bind(qint64(row.turn));
        insert.bind(row.name);
        insert.bind(row.body);
        if (const Result<> added = carriedOut(insert, m_database); !added)
            return added;
    }
    return {};
}

Result<> RunTables::finish(qint64 number, const RunEvent &last)
{
    StoredRun run;
    run.take(last);
    Statement &update = kept(m_finish,
                             "UPDATE runs SET finished = ?, status = ?, turns = ?, tokens = ?, cost = ? "
                             "WHERE number = ?");
    update.bind(last.at.toMSecsSinceEpoch());
    update.bind(json::toName(run.status));
    update.bind(qint64(run.turns));
    update.bind(run.tokens);
    if (run.costUsd)
        update.bind(*run.costUsd);
    else
        update.bindNull();
    update.bind(number);
    return carriedOut(update, m_database);
}

Result<> RunTables::forgetBut(int keep)
{
    Statement select(m_database, "SELECT number FROM runs ORDER BY number DESC LIMIT 1 OFFSET ?");
    select.bind(qint64(keep));
    const Step step = select.step();
    if (step != Step::Row)
        return step == Step::Done ? Result<>() : failureOf(m_database);
    const QByteArray old = " <= " + QByteArray::number(select.number(0));
    select.reset();
    return run(
        "DELETE FROM events WHERE run IN (SELECT number FROM runs WHERE finished IS NOT NULL AND number" + old
        + "); DELETE FROM runs WHERE finished IS NOT NULL AND number" + old);
}

Result<QList<RunTables::OpenRun>> RunTables::openRuns()
{
    Statement select(m_database, "SELECT id, owner FROM runs WHERE finished IS NULL");
    QList<OpenRun> runs;
    Step step = select.step();
    for (; step == Step::Row; step = select.step())
        runs.append({select.text(0), select.number(1)});
    return step == Step::Done ? Result<QList<OpenRun>>(runs) : failureOf(m_database);
}

Result<QList<StoredRun>> RunTables::runs(const RunQuery &query)
{
    Statement select(m_database, sqlOf(query));
    if (query.agent)
        select.bind(*query.agent);
    if (query.session)
        select.bind(*query.session);
    if (query.principal)
        select.bind(*query.principal);
    if (!query.isAnyState) {
        select.bind(query.inProgress ? u"open"_s : u"none"_s);
        for (const RunStatus status : query.statuses)
            select.bind(json::toName(status));
    }
    if (!query.before.isEmpty()) {
        const Result<qint64> number = numberOf(query.before);
        if (!number)
            return tl::unexpected(number.error());
        select.bind(*number);
    }
    select.bind(qint64(query.limit));
    QList<StoredRun> runs;
    Step step = select.step();
    for (; step == Step::Row; step = select.step())
        runs.append(runIn(select));
    return step == Step::Done ? Result<QList<StoredRun>>(runs) : failureOf(m_database);
}

Result<StoredRun> RunTables::run(const QString &id)
{
    Statement select(m_database, QByteArray(runColumns) + "WHERE id = ?");
    select.bind(id);
    switch (select.step()) {
    case Step::Row:
        return runIn(select);
    case Step::Done:
        return noSuchRun(id);
    case Step::Failed:
        return failureOf(m_database);
    }
    Q_UNREACHABLE();
}

// A row that begins before `after` may hold pieces that come later.
Result<QList<RunEvent>> RunTables::events(const QString &run, qint64 after)
{
    const Result<StoredRun> stored = this->run(run);
    if (!stored)
        return tl::unexpected(stored.error());
    Statement select(
        m_database,
        "SELECT seq, at, agent, turn, name, body FROM events, (SELECT number FROM runs WHERE id = ?) "
        "WHERE run = number AND seq >= (SELECT coalesce(max(seq), 0) FROM events WHERE run = number AND "
        "seq <= ?) ORDER BY seq");
    select.bind(run);
    select.bind(after + 1);
    QList<RunEvent> events;
    Step step = select.step();
    for (; step == Step::Row; step = select.step()) {
        const EventRow row{select.number(0), select.number(1),
                           select.text(2),   static_cast<int>(select.number(3)),
                           select.text(4),   select.bytes(5)};
        const Result<QList<RunEvent>> made = eventsOf(row, run, stored->parent);
        if (!made)
            return fail(
                ErrorKind::Unavailable,
                u"event %1 of run %2 cannot be read: %3"_s.arg(row.seq).arg(run, made.error().message));
        events += *made;
    }
    if (step != Step::Done)
        return failureOf(m_database);
    events.removeIf([after](const RunEvent &event) { return event.seq <= after; });
    return events;
}

} // namespace agent
