// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/mcp/EventFeed.h"

#include "agent/tools/mcp/HttpReply.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace agent::mcp {
namespace {

constexpr std::chrono::milliseconds firstPause = 1s;
constexpr std::chrono::milliseconds longestPause = 60s;

} // namespace

EventFeed::EventFeed(Ask ask)
    : m_ask(std::move(ask))
    , m_pause(firstPause)
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &EventFeed::begin);
    begin();
}

EventFeed::~EventFeed()
{
    drop();
}

void EventFeed::drop()
{
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    m_reply->abort();
    m_reply->deleteLater();
    m_reply = nullptr;
}

void EventFeed::begin()
{
    m_events = {};
    m_reply = m_ask(m_lastId);
    connect(m_reply, &QNetworkReply::readyRead, this, &EventFeed::read);
    connect(m_reply, &QNetworkReply::finished, this, &EventFeed::takeEnd);
}

void EventFeed::read()
{
    if (!isEventStream(*m_reply))
        return;
    const Result<QList<SseEvent>> events = m_events.feed(m_reply->readAll());
    if (!events) { // no server that is to be asked again
        drop();
        return;
    }
    for (const SseEvent &event : *events) {
        m_pause = firstPause;
        emit eventRead(event.data);
    }
}

void EventFeed::takeEnd()
{
    read();
    if (!m_reply)
        return;
    const bool isUnreached = statusOf(*m_reply) == 0;
    const bool isWanted = isUnreached || isEventStream(*m_reply);
    drop();
    if (!isWanted)
        return;
    if (!m_events.lastId().isEmpty())
        m_lastId = m_events.lastId();
    m_again.start(std::max(m_events.retry().value_or(m_pause), leastPause));
    m_pause = std::min(2 * m_pause, longestPause);
}

} // namespace agent::mcp

#include "moc_EventFeed.cpp"
