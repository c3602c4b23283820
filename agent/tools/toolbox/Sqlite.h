// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/Folder.h"

#include <chrono>
#include <stop_token>

namespace agent {

/// One question to a database of the agent's folder.
struct SqliteQuery
{
    QString database; ///< Path of the file, as for Folder::file().
    QString sql;      ///< One statement that only reads: SELECT, WITH, VALUES, or a PRAGMA about tables.
    int maxRows = 100;
    std::chrono::milliseconds limit{30'000};
};

/// The rows as a table of text: names, a rule, a line for each row, a blank line, "Rows: n" and what was left
/// out. A cell is cut at 2,000 characters, the whole at 200,000. Nothing can be written: the file is opened
/// for reading, and SQLite asks before each step whether it only reads. Blocks; ends soon after `stop`.
///
/// Errors: those of Folder::file(); InvalidInput (not a database, SQL that is wrong or not one statement);
/// Denied (it would do more than read, or needs too much memory); Timeout; Cancelled.
Result<QString> querySqlite(const Folder &folder, const SqliteQuery &query, const std::stop_token &stop);

} // namespace agent
