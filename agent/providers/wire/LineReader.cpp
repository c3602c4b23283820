// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/wire/LineReader.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace agent {

Result<QByteArrayList> LineReader::feed(const QByteArray &bytes)
{
    QByteArrayList lines;
    qsizetype from = 0;
    while (from < bytes.size() && m_line.size() <= maxLineBytes) {
        const qsizetype end = bytes.indexOf('\n', from);
        const qsizetype length = (end < 0 ? bytes.size() : end) - from;
        m_line.append(bytes.constData() + from, length);
        from += length + 1;
        if (end >= 0 && m_line.isEmpty())
            continue;
        if (end < 0 || m_line.size() > maxLineBytes)
            break;
        const QByteArray line = std::exchange(m_line, {}).trimmed();
        if (!line.isEmpty())
            lines.append(line);
    }
    if (m_line.size() > maxLineBytes)
        return fail(ErrorKind::Unavailable, u"A line of the stream is larger than 8 MiB"_s);
    return lines;
}

} // namespace agent
