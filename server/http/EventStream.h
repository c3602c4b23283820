// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/Exchange.h"

#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>

namespace http {

/// Answers an exchange with server-sent events (WHATWG HTML standard, section 9.2), each sent at once, with a
/// comment now and then so that a dead connection is noticed. It pulls: a source that is faster than the
/// client's reading waits, nothing piles up here.
///
///     auto stream = std::make_shared<EventStream>(exchange);
///     stream->setPump([journal, next = 0, s = stream.get()]() mutable {
///         if (next == journal->size())
///             return false;                      // nothing at present; call pull() when there is
///         s->event(QByteArray::number(next), journal->at(next));
///         ++next;
///         return true;                           // ask again
///     });
///     stream->pull();
///
/// The pump must not own the stream; whoever makes events keeps it. A stream that dies before end() breaks
/// the connection, if nobody else holds the exchange. Server thread only.
class EventStream
{
public:
    /// Writes one event, or nothing; says whether there may be more at once.
    using Pump = std::function<bool()>;

    struct Options
    {
        std::chrono::milliseconds heartbeat{15'000};
        QList<Header> headers; ///< Besides Cache-Control: no-store.
    };

    /// The largest number of bytes that may wait when the pump is asked for more.
    static constexpr qsizetype queueBytes = 64 << 10;

    /// Sends the head at once. (Two constructors: g++ does not take a nested struct's default as an
    /// argument.)
    explicit EventStream(ExchangePtr exchange);
    EventStream(ExchangePtr exchange, const Options &options);
    ~EventStream();

    /// Sends one event. An empty id or name is left out. Line breaks in `data`, of any kind, become several
    /// data lines; in `id` and `name` they are dropped.
    void event(const QByteArray &id, const QByteArray &data, const QByteArray &name = {});
    /// Ends the answer cleanly; everything after does nothing.
    void end();

    void setPump(Pump pump);
    /// Asks the pump for events until it has none or enough wait; goes on by itself when the client has read.
    void pull();

    bool isOpen() const { return m_exchange->isOpen(); }

private:
    ExchangePtr m_exchange;
    std::shared_ptr<Pump> m_pump;
    QTimer m_heartbeat;
    bool m_pulling = false;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace http
