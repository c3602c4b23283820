// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace agent {

/// Cuts a byte stream into lines, which may arrive cut anywhere. Pure. Lines end in LF or CRLF; empty ones
/// are passed over.
class LineCutter
{
public:
    /// The lines that these bytes complete, without their ends.
    QByteArrayList feed(const QByteArray &bytes)
    {
        QByteArrayList lines;
        qsizetype begin = 0;
        for (qsizetype end = bytes.indexOf('\n'); end >= 0; end = bytes.indexOf('\n', begin)) {
            m_line += QByteArrayView(bytes).sliced(begin, end - begin);
            take(lines);
            begin = end + 1;
        }
        m_line += QByteArrayView(bytes).sliced(begin);
        return lines;
    }

    /// How much there is of a line that has not ended yet.
    qsizetype pendingBytes() const { return m_line.size(); }

    /// That line as far as it has come; it counts as ended then.
    QByteArrayList flush()
    {
        QByteArrayList lines;
        take(lines);
        return lines;
    }

private:
    void take(QByteArrayList &lines)
    {
        if (m_line.endsWith('\r'))
            m_line.chop(1);
        if (!m_line.isEmpty())
            lines.append(m_line);
        m_line.clear();
    }

    QByteArray m_line;
};

} // namespace agent
