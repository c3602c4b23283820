// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"

#include <QByteArray>
#include <QList>

#include <chrono>
#include <optional>

namespace agent {

/// One server-sent event.
struct SseEvent
{
    QByteArray type; ///< Its `event:` field; empty means "message".
    QByteArray data; ///< Its `data:` fields, joined by LF.
    QByteArray id;   ///< The last `id:` seen up to and with this event.

    bool operator==(const SseEvent &) const = default;
};

/// Cuts a byte stream into server-sent events (WHATWG HTML standard, section "Interpreting an event stream").
/// Pure. Bytes may arrive cut anywhere, within a character or between CR and LF too; each event is returned
/// once, in order, as soon as its empty line is there. An event without its empty line at the end of the
/// stream does not count. Unknown fields are passed over.
class SseReader
{
public:
    /// More than this in one event or one line, comments included, is an error.
    static constexpr qsizetype maxEventBytes = qsizetype(8) * 1024 * 1024;

    /// The events that these bytes complete. Unavailable when an event is too big; every later call fails
    /// too.
    Result<QList<SseEvent>> feed(const QByteArray &bytes);

    /// The id that stands for all events up to now; empty while none had one.
    const QByteArray &lastId() const { return m_lastId; }
    /// How long the sender wants to be left alone before the stream is asked for again, if it said so.
    std::optional<std::chrono::milliseconds> retry() const { return m_retry; }

private:
    void takeLine(QList<SseEvent> &events);
    void takeField(QByteArrayView name, QByteArrayView value);
    void takeRetry(QByteArrayView value);
    void dispatch(QList<SseEvent> &events);

    QByteArray m_line; // the line so far
    QByteArray m_data; // the data of the event so far, each line with its LF
    QByteArray m_type;
    QByteArray m_id;
    QByteArray m_lastId;
    std::optional<std::chrono::milliseconds> m_retry;
    bool m_afterReturn = false; // the last byte was a CR, so a LF now belongs to it
    bool m_atStart = true;      // no line was read yet, so a byte order mark may come
    bool m_overflowed = false;
};

} // namespace agent
