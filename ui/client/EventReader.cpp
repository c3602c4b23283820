// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/EventReader.h"

namespace ui {

QList<SseEvent> EventReader::feed(const QByteArray &bytes)
{
    QList<SseEvent> events;
    m_rest += bytes;
    qsizetype begin = 0;
    for (qsizetype i = 0; i < m_rest.size(); ++i) {
        const char c = m_rest.at(i);
        if (c != '\n' && c != '\r')
            continue;
        // A CR at the very end may be half of a CRLF: wait for the next byte.
        if (c == '\r' && i + 1 == m_rest.size())
            break;
        takeLine(QByteArrayView(m_rest).sliced(begin, i - begin), events);
        if (c == '\r' && m_rest.at(i + 1) == '\n')
            ++i;
        begin = i + 1;
    }
    m_rest.remove(0, begin);
    return events;
}

void EventReader::takeLine(QByteArrayView line, QList<SseEvent> &events)
{
    if (line.isEmpty()) {
        if (m_hasData) {
            m_event.data.chop(1);
            events.append(m_event);
        }
        m_event.data.clear();
        m_hasData = false;
        return;
    }
    const qsizetype colon = line.indexOf(':');
    const QByteArrayView name = colon < 0 ? line : line.first(colon);
    QByteArrayView value = colon < 0 ? QByteArrayView() : line.sliced(colon + 1);
    if (value.startsWith(' '))
        value = value.sliced(1);
    if (name == QByteArrayView("data")) {
        m_event.data.append(value).append('\n');
        m_hasData = true;
    } else if (name == QByteArrayView("id") && !value.contains('\0')) {
        m_event.id = value.toByteArray();
    }
}

} // namespace ui
