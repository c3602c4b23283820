// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/Sqlite.h"

#include "agent/tools/toolbox/TextTable.h"

#include <QFileInfo>
#include <QUrl>

#include <sqlite3.h>

#include <memory>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

constexpr sqlite3_int64 maxMemory = 256 << 20;

struct Closer
{
    void operator()(sqlite3 *database) const { sqlite3_close_v2(database); }
    void operator()(sqlite3_stmt *statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, Closer>;
using Statement = std::unique_ptr<sqlite3_stmt, Closer>;

/// What SQLite asks back while it works.
struct Watch
{
    std::stop_token stop;
    std::chrono::steady_clock::time_point deadline;
    bool isRefused = false;
    bool isLate = false;
    bool isGreedy = false;
};

int mustEnd(void *context)
{
    auto *watch = static_cast<Watch *>(context);
    watch->isLate = std::chrono::steady_clock::now() > watch->deadline;
    watch->isGreedy = sqlite3_memory_used() > maxMemory;
    return watch->stop.stop_requested() || watch->isLate || watch->isGreedy;
}

bool isAboutTables(const char *pragma)
{
    // data_version is what full-text search asks for itself.
    static const QByteArrayList known{"data_version", "foreign_key_list", "index_info", "index_list",
                                      "table_info",   "table_list",       "table_xinfo"};
    return known.contains(QByteArray(pragma).toLower());
}

bool onlyReads(int action, const char *first, const char *second)
{
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE:
        return true;
    case SQLITE_FUNCTION:
        return sqlite3_stricmp(second, "load_extension") != 0
            && sqlite3_stricmp(second, "fts3_tokenizer") != 0;
    case SQLITE_PRAGMA:
        return isAboutTables(first);
    case SQLITE_UPDATE:
        // A virtual table, such as full-text search, declares itself by a statement that is never run; a
        // schema that is really written to is refused by DEFENSIVE and by the mode of the file.
        return sqlite3_stricmp(first, "sqlite_master") == 0;
    default:
        return false;
    }
}

int mayDo(void *context, int action, const char *first, const char *second, const char *, const char *)
{
    if (onlyReads(action, first, second))
        return SQLITE_OK;
    static_cast<Watch *>(context)->isRefused = true;
    return SQLITE_DENY;
}

// Without the right to write beside the file SQLite could not take part in its locking.
QByteArray uriOf(const QString &path)
{
    const QFileInfo file(path);
    const bool isAlone = !QFileInfo(file.path()).isWritable() && !QFileInfo::exists(path + u"-wal"_s);
    return QUrl::fromLocalFile(path).toEncoded() + (isAlone ? "?mode=ro&immutable=1" : "?mode=ro");
}

Result<Database> open(const QString &path, Watch &watch)
{
    sqlite3 *handle = nullptr;
    const int opened = sqlite3_open_v2(uriOf(path).constData(), &handle,
                                       SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
    Database database(handle);
    if (opened != SQLITE_OK)
        return fail(ErrorKind::InvalidInput, u"the database cannot be opened"_s, path);
    constexpr int lockedFor = 2000;
    constexpr int stepsBetweenLooks = 1000;
    sqlite3_busy_timeout(handle, lockedFor);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, 16 << 20);
    sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, 100'000);
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(handle, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 500);
    // In memory, where it is counted, rather than on a disk it could fill.
    sqlite3_exec(handle, "PRAGMA temp_store = MEMORY", nullptr, nullptr, nullptr);
    sqlite3_progress_handler(handle, stepsBetweenLooks, mustEnd, &watch);
    sqlite3_set_authorizer(handle, mayDo, &watch);
    return database;
}

tl::unexpected<Error> failure(sqlite3 *database, const Watch &watch)
{
    if (watch.stop.stop_requested())
        return fail(ErrorKind::Cancelled, u"the query was stopped"_s);
    if (watch.isLate)
        return fail(ErrorKind::Timeout, u"the query took too long"_s);
    if (watch.isGreedy)
        return fail(ErrorKind::Denied, u"the query needs too much memory"_s);
    if (watch.isRefused) {
        return fail(
            ErrorKind::Denied,
            u"only reading is allowed: a single SELECT, or PRAGMA table_info for a table's columns"_s);
    }
    if (sqlite3_errcode(database) == SQLITE_NOTADB)
        return fail(ErrorKind::InvalidInput, u"the file is not an SQLite database"_s);
    return fail(ErrorKind::InvalidInput, u"SQL error: %1"_s.arg(QString::fromUtf8(sqlite3_errmsg(database))));
}

Result<Statement> prepare(sqlite3 *database, const QByteArray &sql, const Watch &watch)
{
    Statement first;
    for (const char *rest = sql.constData(); *rest != '\0';) {
        sqlite3_stmt *next = nullptr;
        const int prepared = sqlite3_prepare_v2(database, rest, -1, &next, &rest);
        Statement statement(next);
        if (first && (next || prepared != SQLITE_OK))
            return fail(ErrorKind::InvalidInput, u"only one SQL statement is allowed"_s);
        if (prepared != SQLITE_OK)
            return failure(database, watch);
        if (next)
            first = std::move(statement);
    }
    if (!first)
        return fail(ErrorKind::InvalidInput, u"the SQL is empty"_s);
    if (!sqlite3_stmt_readonly(first.get()))
        return fail(ErrorKind::Denied, u"only reading is allowed"_s);
    return first;
}

QString cell(sqlite3_stmt *statement, int column)
{
    const int type = sqlite3_column_type(statement, column);
    if (type == SQLITE_NULL)
        return u"NULL"_s;
    if (type == SQLITE_BLOB)
        return u"(%1 bytes)"_s.arg(sqlite3_column_bytes(statement, column));
    const auto *bytes = reinterpret_cast<const char *>(sqlite3_column_text(statement, column));
    return QString::fromUtf8(bytes, sqlite3_column_bytes(statement, column));
}

TextTable emptyTable(sqlite3_stmt *statement)
{
    QStringList names;
    for (int column = 0; column < sqlite3_column_count(statement); ++column)
        names.append(QString::fromUtf8(sqlite3_column_name(statement, column)));
    return TextTable(names);
}

Result<QString> run(sqlite3 *database, sqlite3_stmt *statement, const Watch &watch, int maxRows)
{
    TextTable table = emptyTable(statement);
    int step = sqlite3_step(statement);
    while (step == SQLITE_ROW && table.rowCount() < maxRows && !table.isFull()) {
        QStringList cells;
        for (int column = 0; column < sqlite3_column_count(statement); ++column)
            cells.append(cell(statement, column));
        table.append(cells);
        step = sqlite3_step(statement);
    }
    if (step != SQLITE_ROW && step != SQLITE_DONE)
        return failure(database, watch);
    const QString more = step == SQLITE_ROW ? u" (there are more)"_s : QString();
    return table.text() + u"\n\nRows: %1%2"_s.arg(table.rowCount()).arg(more);
}

} // namespace

Result<QString> querySqlite(const Folder &folder, const SqliteQuery &query, const std::stop_token &stop)
{
    auto path = folder.file(query.database);
    if (!path)
        return path;
    if (query.sql.contains(QChar(0)))
        return fail(ErrorKind::InvalidInput, u"SQL cannot contain a null character"_s);
    Watch watch{stop, std::chrono::steady_clock::now() + query.limit};
    const auto database = open(*path, watch);
    if (!database)
        return tl::unexpected(database.error());
    const auto statement = prepare(database->get(), query.sql.toUtf8(), watch);
    if (!statement)
        return tl::unexpected(statement.error());
    constexpr int mostRows = 10'000;
    return run(database->get(), statement->get(), watch, std::clamp(query.maxRows, 1, mostRows));
}

} // namespace agent
