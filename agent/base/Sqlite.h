// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <memory>

struct sqlite3;
struct sqlite3_stmt;

/// The least of SQLite that our own files need. Blocks; any thread, but one at a time.
namespace agent::sqlite {

struct Closer
{
    void operator()(sqlite3 *database) const;
    void operator()(sqlite3_stmt *statement) const;
};
using Database = std::unique_ptr<sqlite3, Closer>;

/// Runs statements that give nothing; whether all of them could.
bool run(const Database &database, const QByteArray &sql);
/// The last fault, in SQLite's words.
QString reason(const Database &database);
/// Whether the last fault was that the file is no database, or none any more.
bool isDamaged(const Database &database);

/// One statement. What could not be prepared fails at every step.
class Statement
{
public:
    enum class Step { Row, Done, Failed };

    Statement(const Database &database, const QByteArray &sql);

    bool isPrepared() const { return m_statement != nullptr; }

    /// The next "?", from the left.
    void bind(const QString &text);
    void bind(const QByteArray &text); ///< UTF-8.
    void bind(qint64 number);
    void bind(double number);
    void bindNull();

    Step step();
    /// To be bound and stepped anew.
    void reset();

    QString text(int column) const;
    QByteArray bytes(int column) const;
    qint64 number(int column) const;
    double real(int column) const;
    bool isNull(int column) const;

private:
    std::unique_ptr<sqlite3_stmt, Closer> m_statement;
    int m_bound = 0;
};

} // namespace agent::sqlite
