// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>

namespace agent {

/// Rows as lines of text:
///
///     id | name
///     ---+-----
///     1  | Ana
///
/// A line break in a cell becomes a space; a cell is cut at 2,000 characters.
class TextTable
{
public:
    explicit TextTable(const QStringList &names);

    /// As many cells as there are names.
    void append(const QStringList &cells);
    qsizetype rowCount() const { return m_rows.size() - 1; }
    /// Whether it holds 200,000 characters, which is as much as a model should be given.
    bool isFull() const;
    QString text() const;

private:
    QList<QStringList> m_rows; ///< The names first.
    QList<qsizetype> m_widths; ///< Of the columns, as far as cells are filled up with spaces.
    qsizetype m_characters = 0;
};

} // namespace agent
