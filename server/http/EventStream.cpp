// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/EventStream.h"

namespace http {
namespace {

QByteArray withoutBreaks(QByteArray text)
{
    return text.replace('\r', "").replace('\n', "").replace('\0', "");
}

/// A lone CR ends a line as well (WHATWG HTML, section 9.2.5): left in, it would let data forge a field.
QByteArray dataLines(QByteArray data)
{
    data.replace("\r\n", "\n").replace('\r', '\n');
    QByteArray lines;
    lines.reserve(data.size() + 16);
    for (const QByteArray &line : data.split('\n'))
        lines += "data: " + line + '\n';
    return lines;
}

} // namespace

EventStream::EventStream(ExchangePtr exchange)
    : EventStream(std::move(exchange), Options())
{
}

EventStream::EventStream(ExchangePtr exchange, const Options &options)
    : m_exchange(std::move(exchange))
{
    const QList<Header> headers{{"Cache-Control", "no-store"}};
    m_exchange->beginStream("text/event-stream", headers + options.headers);
    m_exchange->whenDrained([this, alive = std::weak_ptr(m_alive)] {
        if (!alive.expired())
            pull();
    });
    m_heartbeat.setInterval(options.heartbeat);
    QObject::connect(&m_heartbeat, &QTimer::timeout, &m_heartbeat, [this] {
        if (isOpen() && m_exchange->queuedBytes() < queueBytes)
            m_exchange->write(": ping\n\n");
        else if (!isOpen())
            m_heartbeat.stop();
    });
    m_heartbeat.start();
}

EventStream::~EventStream() = default;

void EventStream::event(const QByteArray &id, const QByteArray &data, const QByteArray &name)
{
    QByteArray head;
    if (!id.isEmpty())
        head += "id: " + withoutBreaks(id) + '\n';
    if (!name.isEmpty())
        head += "event: " + withoutBreaks(name) + '\n';
    m_exchange->write(head + dataLines(data) + '\n');
}

void EventStream::end()
{
    m_heartbeat.stop();
    m_pump.reset();
    m_exchange->end();
}

void EventStream::setPump(Pump pump)
{
    m_pump = std::make_shared<Pump>(std::move(pump));
}

void EventStream::pull()
{
    if (m_pulling || !m_pump)
        return;
    m_pulling = true;
    const auto pump = m_pump; // kept: it may end the stream, and so itself
    const auto alive = std::weak_ptr(m_alive);
    while (m_pump && isOpen() && m_exchange->queuedBytes() < queueBytes) {
        const bool more = (*pump)();
        if (alive.expired())
            return;
        if (!more)
            break;
    }
    m_pulling = false;
}

} // namespace http
