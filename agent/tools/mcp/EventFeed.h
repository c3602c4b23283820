// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/SseReader.h"

#include <QNetworkReply>
#include <QTimer>

#include <functional>

namespace agent::mcp {

/// How long a stream that has ended is left alone, whatever its sender says.
constexpr std::chrono::milliseconds leastPause(100);

/// An event stream that is kept open (WHATWG HTML standard, "Server-sent events"): where it ends it is asked
/// for again from the event on that came last, after the pause that the server wants, or else after 1 s, 2 s,
/// 4 s … 60 s as long as nothing comes. A server that answers anything but an event stream is left alone.
class EventFeed : public QObject
{
    Q_OBJECT
public:
    /// Asks for the stream; the feed deletes the reply. The first time `lastId` is empty.
    using Ask = std::function<QNetworkReply *(const QByteArray &lastId)>;

    explicit EventFeed(Ask ask);
    ~EventFeed() override;
    Q_DISABLE_COPY_MOVE(EventFeed)

signals:
    void eventRead(const QByteArray &data);

private:
    void begin();
    void read();
    void takeEnd();
    void drop();

    Ask m_ask;
    QNetworkReply *m_reply = nullptr;
    SseReader m_events;
    QByteArray m_lastId;
    std::chrono::milliseconds m_pause;
    QTimer m_again;
};

} // namespace agent::mcp
