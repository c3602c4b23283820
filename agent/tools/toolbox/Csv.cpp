// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolbox/Csv.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {

Result<QChar> csvDelimiter(const QString &text)
{
    if (text == u"\\t"_s || text == u"tab"_s)
        return QChar(u'\t');
    if (text.size() != 1 || QStringView(u"\"\r\n").contains(text[0]) || text[0].isSurrogate())
        return fail(ErrorKind::InvalidInput, u"the delimiter must be one character, such as , or ; or \\t"_s);
    return text[0];
}

QString csvCell(const QString &text, QChar delimiter)
{
    const auto needsQuotes = [&](QChar c) { return c == delimiter || QStringView(u"\"\r\n").contains(c); };
    if (std::ranges::none_of(text, needsQuotes))
        return text;
    return u'"' + QString(text).replace(u'"', u"\"\""_s) + u'"';
}

QString csvLine(QStringList cells, QChar delimiter)
{
    for (QString &cell : cells)
        cell = csvCell(cell, delimiter);
    return cells.join(delimiter);
}

CsvReader::CsvReader(QStringView text, QChar delimiter)
    : m_text(text)
    , m_delimiter(delimiter)
    , m_at(text.startsWith(QChar::ByteOrderMark) ? 1 : 0)
{
}

bool CsvReader::isLineEnd() const
{
    return m_at >= m_text.size() || m_text[m_at] == u'\n' || m_text[m_at] == u'\r';
}

std::optional<QStringList> CsvReader::next()
{
    while (m_at < m_text.size() && isLineEnd())
        ++m_at;
    if (m_at >= m_text.size())
        return std::nullopt;
    QStringList row{cell()};
    while (m_at < m_text.size() && m_text[m_at] == m_delimiter) {
        ++m_at;
        row.append(cell());
    }
    return row;
}

QString CsvReader::cell()
{
    QString out;
    if (m_at < m_text.size() && m_text[m_at] == u'"')
        out = quotedCell();
    const qsizetype begin = m_at;
    while (!isLineEnd() && m_text[m_at] != m_delimiter)
        ++m_at;
    return out.append(m_text.sliced(begin, m_at - begin));
}

QString CsvReader::quotedCell()
{
    QString out;
    for (++m_at; m_at < m_text.size(); ++m_at) {
        if (m_text[m_at] != u'"') {
            out += m_text[m_at];
            continue;
        }
        ++m_at;
        if (m_at >= m_text.size() || m_text[m_at] != u'"')
            return out;
        out += u'"';
    }
    m_isBroken = true;
    return out;
}

} // namespace agent
