// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/Sqlite.h"

#include <sqlite3.h>

namespace agent::sqlite {

void Closer::operator()(sqlite3 *database) const
{
    sqlite3_close_v2(database);
}

void Closer::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

bool run(const Database &database, const QByteArray &sql)
{
    return sqlite3_exec(database.get(), sql.constData(), nullptr, nullptr, nullptr) == SQLITE_OK;
}

QString reason(const Database &database)
{
    return QString::fromUtf8(sqlite3_errmsg(database.get()));
}

bool isDamaged(const Database &database)
{
    constexpr int extended = 0xff; // bits that are not the code proper
    const int code = sqlite3_errcode(database.get()) & extended;
    return code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
}

Statement::Statement(const Database &database, const QByteArray &sql)
{
    sqlite3_stmt *statement = nullptr;
    sqlite3_prepare_v2(database.get(), sql.constData(), static_cast<int>(sql.size()), &statement, nullptr);
    m_statement.reset(statement);
}

void Statement::bind(const QString &text)
{
    bind(text.toUtf8());
}

void Statement::bind(const QByteArray &text)
{
    sqlite3_bind_text(m_statement.get(), ++m_bound, text.constData(), static_cast<int>(text.size()),
                      SQLITE_TRANSIENT);
}

void Statement::bind(qint64 number)
{
    sqlite3_bind_int64(m_statement.get(), ++m_bound, number);
}

void Statement::bind(double number)
{
    sqlite3_bind_double(m_statement.get(), ++m_bound, number);
}

void Statement::bindNull()
{
    sqlite3_bind_null(m_statement.get(), ++m_bound);
}

Statement::Step Statement::step()
{
    switch (m_statement ? sqlite3_step(m_statement.get()) : SQLITE_ERROR) {
    case SQLITE_ROW:
        return Step::Row;
    case SQLITE_DONE:
        return Step::Done;
    default:
        return Step::Failed;
    }
}

void Statement::reset()
{
    sqlite3_reset(m_statement.get());
    m_bound = 0;
}

QString Statement::text(int column) const
{
    return QString::fromUtf8(bytes(column));
}

QByteArray Statement::bytes(int column) const
{
    const auto *bytes = reinterpret_cast<const char *>(sqlite3_column_text(m_statement.get(), column));
    return {bytes, sqlite3_column_bytes(m_statement.get(), column)};
}

qint64 Statement::number(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

double Statement::real(int column) const
{
    return sqlite3_column_double(m_statement.get(), column);
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL;
}

} // namespace agent::sqlite
