// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/TextTable.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

constexpr qsizetype maxCell = 2000;
constexpr qsizetype maxCharacters = 200'000;
/// One long cell must not blow up its whole column.
constexpr qsizetype maxWidth = 40;

QString tidy(QString cell)
{
    if (cell.size() > maxCell)
        cell = cell.left(maxCell) + u'…';
    return cell.replace(u'\n', u' ').remove(u'\r');
}

QString line(QStringList cells, const QList<qsizetype> &widths)
{
    for (qsizetype i = 0; i + 1 < cells.size(); ++i)
        cells[i] = cells[i].leftJustified(widths[i]);
    return cells.join(u" | "_s);
}

} // namespace

TextTable::TextTable(const QStringList &names)
    : m_widths(names.size(), 0)
{
    append(names);
}

void TextTable::append(const QStringList &cells)
{
    QStringList row;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        row.append(tidy(cells[i]));
        m_characters += row[i].size();
        m_widths[i] = std::max(m_widths[i], std::min(row[i].size(), maxWidth));
    }
    m_rows.append(row);
}

bool TextTable::isFull() const
{
    return m_characters >= maxCharacters;
}

QString TextTable::text() const
{
    QStringList rules;
    for (const qsizetype width : m_widths)
        rules.append(QString(width, u'-'));
    QStringList lines{line(m_rows.constFirst(), m_widths), rules.join(u"-+-"_s)};
    for (qsizetype i = 1; i < m_rows.size(); ++i)
        lines.append(line(m_rows[i], m_widths));
    return lines.join(u'\n');
}

} // namespace agent
