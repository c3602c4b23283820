// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Sqlite.h"
#include "agent/store/RunStore.h"

namespace agent {

/// The tables of runs in an SQLite database. Errors: Unavailable and Internal (the file is damaged), in
/// SQLite's words, and NotFound as with RunStore.
class RunTables
{
public:
    /// A run in progress, and whose program works on it.
    struct OpenRun
    {
        QString id;
        qint64 owner = 0;
    };

    /// `database` must outlive it.
    explicit RunTables(const sqlite::Database &database);

    /// Makes them if they are not there. Unavailable too: a later version has made them.
    Result<> make();
    /// A number that nobody had before.
    Result<qint64> newOwner();

    /// Of one run; see RunStore::add().
    Result<> add(const QList<RunEvent> &events, qint64 owner);
    /// Deletes the oldest runs but so many; none that is in progress.
    Result<> forgetBut(int keep);

    Result<QList<OpenRun>> openRuns();
    Result<QList<StoredRun>> runs(const RunQuery &query);
    Result<StoredRun> run(const QString &id);
    Result<QList<RunEvent>> events(const QString &run, qint64 after);

private:
    Result<qint64> version();
    Result<> run(const QByteArray &sql);
    sqlite::Statement &kept(std::unique_ptr<sqlite::Statement> &statement, const QByteArray &sql);
    Result<qint64> numberOf(const QString &run);
    Result<qint64> begin(const RunEvent &first, qint64 owner);
    Result<> finish(qint64 number, const RunEvent &last);
    Result<> add(qint64 number, const QList<RunEvent> &events);

    const sqlite::Database &m_database;
    std::unique_ptr<sqlite::Statement> m_begin;  // a run
    std::unique_ptr<sqlite::Statement> m_insert; // an event
    std::unique_ptr<sqlite::Statement> m_finish; // a run
};

} // namespace agent
