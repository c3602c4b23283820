// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Sqlite.h"
#include "agent/usage/Usages.h"

namespace agent {

/// Totals in one SQLite file: entries are added to the row of their day, agent, session, client and model, so
/// the file grows with those and not with every call. Several processes may use it at the same time. Blocks;
/// any thread, but one at a time.
class UsageStore
{
public:
    /// Opens nothing yet. Without a file all is kept in memory.
    explicit UsageStore(QString file);

    /// Opens the file, if it is not open, and makes it if need be. Errors: Unavailable (locked for a second,
    /// no database, of a newer version, not to be written).
    Result<> open();
    /// Adds to the totals. What cannot be written is kept in memory, counts in totals() and is written by a
    /// later call. Errors: Unavailable says so.
    Result<> add(const QList<UsageEntry> &entries);
    /// What was used last comes first; without the file what is in memory. Errors: Unavailable.
    Result<QList<UsageTotal>> totals(const UsageQuery &query);

private:
    Result<> attach();
    tl::unexpected<Error> failure() const;

    QString m_file;
    sqlite::Database m_database;
    bool m_isAttached = false;
};

} // namespace agent
