// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"

#include <QByteArrayList>

namespace agent {

/// Cuts a byte stream into its lines, for streams with one JSON document a line. Pure. Bytes may arrive cut
/// anywhere; lines end in LF or CRLF, and empty ones are passed over.
class LineReader
{
public:
    /// A longer line is an error.
    static constexpr qsizetype maxLineBytes = qsizetype(8) * 1024 * 1024;

    /// The lines that these bytes complete. Unavailable when a line is too long; every later call fails too.
    Result<QByteArrayList> feed(const QByteArray &bytes);
    /// What stands after the last line end: the last line of a stream that does not close it. Often empty.
    QByteArray rest() const { return m_line.trimmed(); }

private:
    QByteArray m_line; // the line so far
};

} // namespace agent
