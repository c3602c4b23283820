// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/SseReader.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace agent {

Result<QList<SseEvent>> SseReader::feed(const QByteArray &bytes)
{
    QList<SseEvent> events;
    const char *const last = bytes.constEnd();
    for (const char *from = bytes.constBegin(); from != last && !m_overflowed;) {
        if (std::exchange(m_afterReturn, false) && *from == '\n') {
            ++from;
            continue;
        }
        const char *const end = std::find_if(from, last, [](char c) { return c == '\n' || c == '\r'; });
        m_line.append(from, end - from);
        m_overflowed = m_line.size() + m_data.size() > maxEventBytes;
        if (end == last || m_overflowed)
            break;
        m_afterReturn = *end == '\r';
        takeLine(events);
        from = end + 1;
    }
    if (m_overflowed)
        return fail(ErrorKind::Unavailable, u"An event of the stream is larger than 8 MiB"_s);
    return events;
}

void SseReader::takeLine(QList<SseEvent> &events)
{
    QByteArray line = std::exchange(m_line, {});
    if (std::exchange(m_atStart, false) && line.startsWith("\xEF\xBB\xBF"))
        line.remove(0, 3);
    if (line.isEmpty()) {
        dispatch(events);
        return;
    }
    const qsizetype colon = line.indexOf(':');
    if (colon < 0) {
        takeField(line, {});
        return;
    }
    const qsizetype space = line.size() > colon + 1 && line[colon + 1] == ' ' ? 1 : 0;
    takeField(line.left(colon), line.mid(colon + 1 + space));
}

void SseReader::takeField(const QByteArray &name, const QByteArray &value)
{
    if (name == "data")
        m_data += value + '\n';
    else if (name == "event")
        m_type = value;
    else if (name == "id" && !value.contains('\0'))
        m_id = value;
}

void SseReader::dispatch(QList<SseEvent> &events)
{
    QByteArray data = std::exchange(m_data, {});
    QByteArray type = std::exchange(m_type, {});
    if (data.isEmpty())
        return;
    data.chop(1);
    events.append({std::move(type), std::move(data), m_id});
}

} // namespace agent
