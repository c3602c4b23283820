// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace http {

/// Cuts lines that end in CRLF out of bytes that arrive in any pieces. A line longer than asked for is
/// noticed before its end has come, whatever the pieces: the outcome never depends on the cuts.
class LineReader
{
public:
    enum class Outcome { NeedMore, Line, TooLong, BareLineFeed };

    /// Takes bytes from the front of `bytes`, up to and with the end of the line. `maxBytes` counts without
    /// the CRLF.
    Outcome read(QByteArrayView &bytes, qsizetype maxBytes);
    /// The line without its CRLF; valid until the next read().
    QByteArrayView line() const { return m_line; }

private:
    QByteArray m_line;
    bool m_complete = false;
};

} // namespace http
