// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/Postgres.h"

#include "agent/tools/toolbox/PostgresSession.h"
#include "agent/tools/toolbox/TextTable.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

constexpr int mostRows = 10'000;

/// The statement inside a SELECT that cuts what it gives: a single value may have a gigabyte, and nothing but
/// reading can stand in brackets.
QByteArray readingOf(const QString &sql, qsizetype columns, int maxRows)
{
    constexpr int longestCell = 2001; // one more than a table shows, so that it tells of the cut
    QStringList cut;
    QStringList names;
    for (qsizetype i = 1; i <= columns; ++i) {
        names.append(u"c%1"_s.arg(i));
        cut.append(u"left(c%1::text, %2)"_s.arg(i).arg(longestCell));
    }
    const QString whole = u"SELECT "_s + cut.join(u", "_s) + u" FROM (\n"_s + sql + u"\n) AS q("_s
        + names.join(u", "_s) + u") LIMIT %1"_s.arg(maxRows + 1);
    return whole.toUtf8();
}

Result<> beginReading(PostgresSession &session, std::chrono::milliseconds limit)
{
    const auto nothing = [](const PGresult *) { return true; };
    const QByteArray time = QByteArray::number(qint64(limit.count()));
    for (const QByteArray &step :
         {QByteArray("BEGIN TRANSACTION READ ONLY"), QByteArray("SET LOCAL statement_timeout = ") + time}) {
        if (const auto done = session.run(step, nothing); !done)
            return done;
    }
    return {};
}

/// Fills the table. Gives whether there is more than it holds.
Result<bool> fill(TextTable &table, PostgresSession &session, const QByteArray &sql, int maxRows)
{
    bool isMore = false;
    const auto take = [&](const PGresult *rows) {
        for (int row = 0; row < PQntuples(rows) && !isMore; ++row) {
            isMore = table.rowCount() >= maxRows || table.isFull();
            QStringList cells;
            for (int column = 0; column < PQnfields(rows); ++column)
                cells.append(PQgetisnull(rows, row, column) != 0
                                 ? u"NULL"_s
                                 : QString::fromUtf8(PQgetvalue(rows, row, column)));
            if (!isMore)
                table.append(cells);
        }
        return !isMore;
    };
    if (const auto done = session.run(sql, take); !done)
        return tl::unexpected(done.error());
    return isMore;
}

} // namespace

Result<QString> queryPostgres(const PostgresQuery &query, const std::stop_token &stop)
{
    static const QRegularExpression end(u"[;\\s]+\\z"_s);
    constexpr qsizetype longest = 100'000;
    const QString sql = QString(query.sql).remove(end);
    if (sql.size() > longest || sql.contains(QChar(0)))
        return fail(ErrorKind::InvalidInput,
                    u"SQL cannot have more than %1 characters, nor a null character"_s.arg(longest));
    if (sql.isEmpty())
        return fail(ErrorKind::InvalidInput, u"the SQL is empty"_s);
    PostgresSession session(stop, std::chrono::steady_clock::now() + query.limit);
    if (const auto connected = session.connect(query.login); !connected)
        return tl::unexpected(connected.error());
    if (const auto begun = beginReading(session, query.limit); !begun)
        return tl::unexpected(begun.error());
    const Result<QStringList> columns = session.columnsOf(sql.toUtf8());
    if (!columns)
        return tl::unexpected(columns.error());
    const auto refused = fail(ErrorKind::Denied, u"only reading is allowed: a single SELECT"_s);
    if (columns->isEmpty())
        return refused;
    TextTable table(*columns);
    const int maxRows = std::clamp(query.maxRows, 1, mostRows);
    const Result<bool> isMore = fill(table, session, readingOf(sql, columns->size(), maxRows), maxRows);
    // syntax_error, feature_not_supported: it was understood alone, but is none that can stand in brackets
    if (session.state() == "42601" || session.state() == "0A000")
        return refused;
    if (!isMore)
        return tl::unexpected(isMore.error());
    return table.text()
        + u"\n\nRows: %1%2"_s.arg(table.rowCount()).arg(*isMore ? u" (there are more)"_s : QString());
}

} // namespace agent
