// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/toolbox/PostgresLogin.h"

#include <chrono>
#include <stop_token>

namespace agent {

/// One question to a PostgreSQL database.
struct PostgresQuery
{
    PostgresLogin login;
    QString sql; ///< One SELECT, WITH, VALUES or TABLE.
    int maxRows = 100;
    std::chrono::milliseconds limit{30'000}; ///< For everything, from connecting to the last row.
};

/// The rows as querySqlite() tells them. Nothing can be written: the statement is checked and run by the
/// server, alone, inside a SELECT of ours and a transaction that only reads. What functions do beside that,
/// the role must not be allowed. Blocks; ends soon after `stop`, and then the server stops working on it too.
///
/// Errors: InvalidInput (SQL that is wrong or not one statement); Denied (it would do more than read);
/// Unauthorized (the server refuses the user); Unavailable (not reached, broke off); Timeout; Cancelled.
Result<QString> queryPostgres(const PostgresQuery &query, const std::stop_token &stop);

} // namespace agent
