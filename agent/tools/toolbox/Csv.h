// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"

#include <QStringList>

#include <optional>

namespace agent {

/// The one character a tool was given to stand between cells; "\t" and "tab" are a tab. Errors: InvalidInput.
Result<QChar> csvDelimiter(const QString &text);

/// A cell as it is written: in quotes where it has to be (RFC 4180).
QString csvCell(const QString &text, QChar delimiter);
QString csvLine(QStringList cells, QChar delimiter);

/// Reads rows of cells, one at a time (RFC 4180; a line may end in LF, CR or CRLF). Empty lines are skipped,
/// a byte order mark too.
class CsvReader
{
public:
    /// `text` must outlive the reader.
    CsvReader(QStringView text, QChar delimiter);

    /// The next row; nothing at the end.
    std::optional<QStringList> next();
    /// Whether the text ended inside a cell in quotes.
    bool isBroken() const { return m_isBroken; }

private:
    QString cell();
    QString quotedCell();
    bool isLineEnd() const;

    QStringView m_text;
    QChar m_delimiter;
    qsizetype m_at = 0;
    bool m_isBroken = false;
};

} // namespace agent
