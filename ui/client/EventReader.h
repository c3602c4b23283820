// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace ui {

struct SseEvent
{
    QByteArray id; ///< The last id seen so far, also of earlier events.
    QByteArray data;

    bool operator==(const SseEvent &) const = default;
};

/// Cuts a byte stream into server-sent events (WHATWG HTML, 9.2.6). Bytes may arrive in any pieces; a
/// comment, a field we do not use and an event without data give nothing.
class EventReader
{
public:
    QList<SseEvent> feed(const QByteArray &bytes);

private:
    void takeLine(QByteArrayView line, QList<SseEvent> &events);

    QByteArray m_rest; ///< A line that has not ended yet.
    SseEvent m_event;
    bool m_hasData = false;
};

} // namespace ui
