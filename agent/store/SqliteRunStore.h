// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Clock.h"
#include "agent/store/Owners.h"
#include "agent/store/RunTables.h"

namespace agent {

/// Keeps runs in one SQLite file, which several programs may use at the same time. A run that its program
/// could not end is ended here as soon as that program is gone; see endOfCutOff(). A file that is damaged is
/// moved aside, which is told once as Unavailable, and a new one begun.
class SqliteRunStore : public RunStore
{
public:
    /// Opens nothing yet. Of the oldest runs those beyond `keep` are forgotten.
    explicit SqliteRunStore(QString file, int keep = runsKept, Clock clock = systemClock);

    Result<> add(const QList<RunEvent> &events) override;
    Result<QList<StoredRun>> runs(const RunQuery &query) override;
    Result<StoredRun> run(const QString &id) override;
    Result<QList<RunEvent>> events(const QString &run, qint64 after) override;
    Result<QList<StoredSession>> sessions(const SessionQuery &query) override;
    Result<QList<SessionMessage>> history(const SessionKey &session) override;
    Result<> forget(const SessionKey &session) override;

private:
    Result<> open();
    Result<> prepare();
    Result<> write(const QList<RunEvent> &events);
    Result<> endCutOffRuns();
    Result<> endCutOffRun(const QString &id);
    Result<> forgetOldest(const QList<RunEvent> &added);
    /// What `work` gives of the tables; of a failure the sentence for a person.
    template<class T>
    Result<T> working(const std::function<Result<T>()> &work);
    tl::unexpected<Error> explained(const Error &error);
    QString moveAside();

    QString m_file;
    int m_keep;
    Clock m_clock;
    sqlite::Database m_database;
    std::unique_ptr<RunTables> m_tables; // null: the file is not open
    std::unique_ptr<Owners> m_owners;
    qint64 m_owner = 0;
    int m_begun = 0; // runs, since the oldest were forgotten
};

} // namespace agent
