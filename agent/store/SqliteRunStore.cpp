// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/store/SqliteRunStore.h"

#include "agent/store/CutOff.h"
#include "agent/store/SessionTables.h"
#include "agent/store/Transaction.h"

#include <QDir>
#include <QFileInfo>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

constexpr QFile::Permissions ownersOnly = QFile::ReadOwner | QFile::WriteOwner;

/// The events of each run by themselves, the runs in the order of their first event.
QList<QList<RunEvent>> byRun(const QList<RunEvent> &events)
{
    QList<QList<RunEvent>> lists;
    QHash<QString, qsizetype> places;
    for (const RunEvent &event : events) {
        const auto place = places.constFind(event.run);
        if (place == places.constEnd()) {
            places.insert(event.run, lists.size());
            lists.append({event});
        } else {
            lists[*place].append(event);
        }
    }
    return lists;
}

} // namespace

SqliteRunStore::SqliteRunStore(QString file, int keep, Clock clock)
    : m_file(std::move(file))
    , m_keep(keep)
    , m_clock(std::move(clock))
{
}

Result<> SqliteRunStore::open()
{
    if (m_tables)
        return {};
    const bool isNew = !QFileInfo::exists(m_file);
    if (isNew)
        QDir().mkpath(QFileInfo(m_file).path());
    sqlite3 *handle = nullptr;
    const int opened =
        sqlite3_open_v2(QFile::encodeName(m_file).constData(), &handle,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    m_database.reset(handle);
    constexpr int patienceMs = 1000;
    sqlite3_busy_timeout(handle, patienceMs);
    if (opened != SQLITE_OK)
        return fail(ErrorKind::Unavailable, sqlite::reason(m_database));
    if (isNew)
        QFile::setPermissions(m_file, ownersOnly);
    sqlite::run(m_database, "PRAGMA journal_mode = WAL"); // not everywhere to be had, and not needed
    sqlite::run(m_database, "PRAGMA synchronous = NORMAL");
    m_tables = std::make_unique<RunTables>(m_database);
    const Result<> prepared = prepare();
    if (!prepared)
        m_tables.reset();
    return prepared;
}

Result<> SqliteRunStore::prepare()
{
    if (const Result<> made = m_tables->make(); !made)
        return made;
    const Result<qint64> owner = m_tables->newOwner();
    if (!owner)
        return tl::unexpected(owner.error());
    m_owner = *owner;
    m_owners = std::make_unique<Owners>(m_file + u"-owners"_s);
    if (!m_owners->become(m_owner))
        return fail(ErrorKind::Unavailable, u"%1-owners cannot be locked"_s.arg(m_file));
    if (const Result<> ended = endCutOffRuns(); !ended)
        return ended;
    return m_tables->forgetBut(m_keep);
}

Result<> SqliteRunStore::endCutOffRuns()
{
    const Result<QList<RunTables::OpenRun>> open = m_tables->openRuns();
    if (!open)
        return tl::unexpected(open.error());
    for (const RunTables::OpenRun &run : *open) {
        if (run.owner == m_owner || m_owners->isThere(run.owner))
            continue;
        if (const Result<> ended = endCutOffRun(run.id); !ended)
            return ended;
    }
    return {};
}

Result<> SqliteRunStore::endCutOffRun(const QString &id)
{
    Transaction transaction(m_database);
    if (!transaction.begun())
        return transaction.begun();
    const Result<QList<RunEvent>> events = m_tables->events(id, 0);
    if (!events)
        return tl::unexpected(events.error());
    if (events->isEmpty() || std::holds_alternative<RunFinished>(events->constLast().body))
        return {}; // another program was faster
    if (const Result<> added = m_tables->add(endOfCutOff(*events, m_clock()), m_owner); !added)
        return added;
    return transaction.commit();
}

template<class T>
Result<T> SqliteRunStore::working(const std::function<Result<T>()> &work)
{
    const Result<> opened = open();
    if (!opened)
        return explained(opened.error());
    Result<T> result = work();
    const bool isFault =
        !result && result.error().kind != ErrorKind::NotFound && result.error().kind != ErrorKind::Conflict;
    if (isFault)
        return explained(result.error());
    return result;
}

tl::unexpected<Error> SqliteRunStore::explained(const Error &error)
{
    if (error.kind == ErrorKind::Internal)
        return fail(
            ErrorKind::Unavailable,
            u"The file of runs, %1, is damaged (%2). It was moved to %3, and a new one is begun."_s.arg(
                m_file, error.message, moveAside()),
            m_file);
    return fail(ErrorKind::Unavailable,
                u"The file of runs, %1, cannot be used (%2). Runs are kept in memory until it can."_s.arg(
                    m_file, error.message),
                m_file);
}

// With what was not yet written into it, so that somebody who knows how can save the most.
QString SqliteRunStore::moveAside()
{
    m_tables.reset();
    m_owners.reset();
    m_database.reset();
    const QString aside = m_file + u".damaged-"_s + m_clock().toString(u"yyyyMMdd-HHmmss-zzz"_s);
    for (const QString &part : {QString(), u"-wal"_s, u"-shm"_s})
        QFile::rename(m_file + part, aside + part);
    return aside;
}

Result<> SqliteRunStore::add(const QList<RunEvent> &events)
{
    return working<void>([&] { return write(events); });
}

Result<> SqliteRunStore::write(const QList<RunEvent> &events)
{
    Transaction transaction(m_database);
    if (!transaction.begun())
        return transaction.begun();
    for (const QList<RunEvent> &ofRun : byRun(events)) {
        if (const Result<> added = m_tables->add(ofRun, m_owner); !added)
            return added;
    }
    if (const Result<> forgotten = forgetOldest(events); !forgotten)
        return forgotten;
    return transaction.commit();
}

Result<> SqliteRunStore::forgetOldest(const QList<RunEvent> &added)
{
    constexpr int several = 64; // so that not every run costs a search
    for (const RunEvent &event : added)
        m_begun += event.seq == 1 ? 1 : 0;
    if (m_begun < several)
        return {};
    m_begun = 0;
    return m_tables->forgetBut(m_keep);
}

Result<QList<StoredRun>> SqliteRunStore::runs(const RunQuery &query)
{
    return working<QList<StoredRun>>([&]() -> Result<QList<StoredRun>> {
        if (const Result<> ended = endCutOffRuns(); !ended)
            return tl::unexpected(ended.error());
        return m_tables->runs(query);
    });
}

Result<StoredRun> SqliteRunStore::run(const QString &id)
{
    return working<StoredRun>([&] { return m_tables->run(id); });
}

Result<QList<RunEvent>> SqliteRunStore::events(const QString &run, qint64 after)
{
    return working<QList<RunEvent>>([&] { return m_tables->events(run, after); });
}

Result<QList<StoredSession>> SqliteRunStore::sessions(const SessionQuery &query)
{
    return working<QList<StoredSession>>([&] { return SessionTables(m_database).sessions(query); });
}

Result<QList<SessionMessage>> SqliteRunStore::history(const SessionKey &session)
{
    return working<QList<SessionMessage>>([&] { return SessionTables(m_database).history(session); });
}

Result<> SqliteRunStore::forget(const SessionKey &session)
{
    return working<void>([&]() -> Result<> {
        Transaction transaction(m_database);
        if (!transaction.begun())
            return transaction.begun();
        const Result<> forgotten = SessionTables(m_database).forget(session);
        return forgotten ? transaction.commit() : forgotten;
    });
}

} // namespace agent
