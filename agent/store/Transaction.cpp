// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/store/Transaction.h"

namespace agent {

tl::unexpected<Error> failureOf(const sqlite::Database &database)
{
    const ErrorKind kind = sqlite::isDamaged(database) ? ErrorKind::Internal : ErrorKind::Unavailable;
    return fail(kind, sqlite::reason(database));
}

Transaction::Transaction(const sqlite::Database &database)
    : m_database(database)
    , m_isOpen(sqlite::run(database, "BEGIN IMMEDIATE"))
{
    if (!m_isOpen)
        m_begun = failureOf(database);
}

Transaction::~Transaction()
{
    if (m_isOpen)
        sqlite::run(m_database, "ROLLBACK");
}

Result<> Transaction::commit()
{
    if (!sqlite::run(m_database, "COMMIT"))
        return failureOf(m_database);
    m_isOpen = false;
    return {};
}

} // namespace agent
