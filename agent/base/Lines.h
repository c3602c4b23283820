// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace agent {

/// A place in a text as a person counts: from 1, the column in characters (code points).
struct Position
{
    int line = 1;
    int column = 1;

    bool operator==(const Position &) const = default;
};

/// Turns bytes of a UTF-8 text into lines and columns and back. Lines end in LF, CRLF or CR. A byte order
/// mark is not counted as a character. Made once, answers in logarithmic time of the number of lines.
class Lines
{
public:
    explicit Lines(QByteArray text);

    Position at(qsizetype byte) const;
    /// The byte of a place; the end of the line, or of the text, if there is less of it.
    qsizetype byteAt(Position position) const;

private:
    QByteArray m_text;
    QList<qsizetype> m_starts;
};

} // namespace agent
