// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/SseReader.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

} // namespace

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
    QByteArrayView line(m_line);
    if (std::exchange(m_atStart, false) && line.startsWith("\xEF\xBB\xBF"))
        line = line.sliced(3);
    const qsizetype colon = line.indexOf(':');
    if (line.isEmpty()) {
        dispatch(events);
    } else if (colon < 0) {
        takeField(line, {});
    } else {
        const QByteArrayView value = line.sliced(colon + 1);
        takeField(line.first(colon), value.sliced(value.startsWith(' ') ? 1 : 0));
    }
    m_line.resize(0); // keeps its memory for the next one
}

void SseReader::takeField(QByteArrayView name, QByteArrayView value)
{
    if (name == "data")
        m_data.append(value).append('\n');
    else if (name == "event")
        m_type = value.toByteArray();
    else if (name == "id" && !value.contains('\0'))
        m_id = value.toByteArray();
    else if (name == "retry")
        takeRetry(value);
}

void SseReader::takeRetry(QByteArrayView value)
{
    bool isNumber = false;
    const int milliseconds = value.toInt(&isNumber);
    if (isNumber && std::ranges::all_of(value, isDigit))
        m_retry = std::chrono::milliseconds(milliseconds);
}

void SseReader::dispatch(QList<SseEvent> &events)
{
    m_lastId = m_id;
    QByteArray data = std::exchange(m_data, {});
    QByteArray type = std::exchange(m_type, {});
    if (data.isEmpty())
        return;
    data.chop(1);
    events.append({std::move(type), std::move(data), m_id});
}

} // namespace agent
