// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"
#include "agent/base/Sqlite.h"

namespace agent {

/// The database's last fault: Internal if the file is damaged, else Unavailable.
tl::unexpected<Error> failureOf(const sqlite::Database &database);

/// From its making until commit(), or undone. Errors: failureOf().
class Transaction
{
public:
    explicit Transaction(const sqlite::Database &database);
    ~Transaction();
    Q_DISABLE_COPY_MOVE(Transaction)

    /// Whether it could be begun.
    const Result<> &begun() const { return m_begun; }
    Result<> commit();

private:
    const sqlite::Database &m_database;
    Result<> m_begun;
    bool m_isOpen = false;
};

} // namespace agent
