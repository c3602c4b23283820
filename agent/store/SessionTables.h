// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Sqlite.h"
#include "agent/store/RunStore.h"

namespace agent {

/// Sessions, read from the tables of RunTables. Errors: those of RunStore, and of failureOf().
class SessionTables
{
public:
    /// `database` must outlive it.
    explicit SessionTables(const sqlite::Database &database);

    Result<QList<StoredSession>> sessions(const SessionQuery &query);
    Result<QList<SessionMessage>> history(const SessionKey &session);
    Result<> forget(const SessionKey &session);

private:
    struct Extent
    {
        qint64 lastRun = 0; ///< Its number.
        bool isInUse = false;
    };
    Result<Extent> extentOf(const SessionKey &session);

    const sqlite::Database &m_database;
};

} // namespace agent
