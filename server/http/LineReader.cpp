// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/LineReader.h"

namespace http {

LineReader::Outcome LineReader::read(QByteArrayView &bytes, qsizetype maxBytes)
{
    if (m_complete)
        m_line.resize(0); // keeps its memory for the next line
    m_complete = false;

    const qsizetype end = bytes.indexOf('\n');
    const QByteArrayView piece = end < 0 ? bytes : bytes.first(end);
    const qsizetype room = maxBytes + 1 - m_line.size(); // one more for the CR
    if (piece.size() > room)
        return Outcome::TooLong;
    m_line.append(piece);
    bytes = bytes.sliced(end < 0 ? bytes.size() : end + 1);
    if (end < 0)
        return m_line.size() > maxBytes && !m_line.endsWith('\r') ? Outcome::TooLong : Outcome::NeedMore;

    m_complete = true;
    if (!m_line.endsWith('\r'))
        return m_line.size() > maxBytes ? Outcome::TooLong : Outcome::BareLineFeed;
    m_line.chop(1);
    return Outcome::Line;
}

} // namespace http
