// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace agent::demo {

struct Table
{
    QString name;
    QStringList columns;
    bool isFullText = false; ///< Searched with MATCH.

    bool operator==(const Table &) const = default;

    /// The first of `names` that is a column; empty when none is.
    QString firstOf(const QStringList &names) const;
    /// The column people call a row by; empty when there is none.
    QString label() const;
    /// The column that tells when; empty when there is none.
    QString date() const;
    /// The column that holds the id of a row of `other`; empty when there is none.
    QString keyTo(const Table &other) const;
};

/// What the demo knows of a database.
struct Database
{
    QString path; ///< Relative to the agent's folder; empty when no database file is named.
    QList<Table> tables;
};

/// Reads a schema out of prose or SQL: a file name that ends in .db, .sqlite or .sqlite3; tables as
/// "CREATE TABLE orders (id INTEGER, …)", "orders(id, customer_id)" or "- orders: id, customer_id"; a line
/// that says FTS, full text or MATCH beside a table makes that one a full-text table.
Database databaseIn(const QString &text);

} // namespace agent::demo
