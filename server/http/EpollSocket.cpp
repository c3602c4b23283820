// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/EpollSocket.h"

#include <array>
#include <cerrno>
#include <utility>

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace http {
namespace {

constexpr size_t readAtOnce = 64 << 10;
constexpr qsizetype keepQueueMemory = 64 << 10;

} // namespace

EpollSocket::EpollSocket(EpollTransport &transport, int descriptor)
    : m_transport(transport)
    , m_descriptor(descriptor)
    , m_watched(EPOLLIN | EPOLLRDHUP)
{
    m_transport.m_sockets.emplace(descriptor, this);
    m_transport.watch(descriptor, m_watched, true);
}

EpollSocket::~EpollSocket()
{
    if (!m_gone)
        m_transport.forget(m_descriptor);
    ::close(m_descriptor);
}

void EpollSocket::send(const QByteArray &bytes)
{
    if (m_gone || m_broken || m_finishing)
        return;
    const qsizetype sent = queuedBytes() == 0 ? write(bytes) : 0;
    if (sent == bytes.size() || m_broken)
        return;
    m_queue.append(QByteArrayView(bytes).sliced(sent));
    updateWatch();
}

/// How much the system took.
qsizetype EpollSocket::write(QByteArrayView bytes)
{
    const ssize_t sent = ::send(m_descriptor, bytes.data(), size_t(bytes.size()), MSG_NOSIGNAL);
    if (sent >= 0) {
        m_sentBytes += sent;
        return sent;
    }
    m_broken = errno != EAGAIN && errno != EINTR;
    return 0;
}

void EpollSocket::flush()
{
    m_sentOfQueue += write(QByteArrayView(m_queue).sliced(m_sentOfQueue));
    if (m_broken || queuedBytes() > 0) {
        if (m_sentOfQueue > keepQueueMemory)
            m_queue.remove(0, std::exchange(m_sentOfQueue, 0));
        return;
    }
    m_queue = QByteArray();
    m_sentOfQueue = 0;
    updateWatch();
    if (m_finishing)
        endOurHalf();
    else
        m_user->drained();
}

void EpollSocket::setReading(bool on)
{
    m_reading = on;
    updateWatch();
}

void EpollSocket::finish()
{
    m_finishing = true;
    if (queuedBytes() == 0)
        endOurHalf();
}

void EpollSocket::endOurHalf()
{
    m_finished = true;
    ::shutdown(m_descriptor, SHUT_WR);
}

void EpollSocket::abort()
{
    const linger reset{1, 0};
    setsockopt(m_descriptor, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
    if (!m_gone)
        m_transport.forget(m_descriptor);
    m_gone = true;
}

void EpollSocket::happened(quint32 events)
{
    // A reset whose error send() has already fetched shows only as HUP, though we never ended our half.
    if ((events & EPOLLERR) || m_broken || ((events & EPOLLHUP) && !m_finished))
        return gone();
    if (events & EPOLLOUT)
        flush();
    if (m_broken)
        return gone();
    if (!m_gone && (events & EPOLLIN) && m_reading)
        receive();
    if (!m_gone && (events & EPOLLRDHUP) && m_hearsEnd && !m_reading) {
        m_hearsEnd = false;
        updateWatch();
        m_user->peerFinished();
    }
    if (!m_gone && (events & EPOLLHUP) && m_atEnd)
        gone();
}

void EpollSocket::receive()
{
    static thread_local std::array<char, readAtOnce> buffer;
    const ssize_t count = ::recv(m_descriptor, buffer.data(), buffer.size(), 0);
    if (count > 0)
        return m_user->received(QByteArrayView(buffer.data(), count));
    if (count < 0) {
        if (errno != EAGAIN && errno != EINTR)
            gone();
        return;
    }
    m_atEnd = true;
    m_hearsEnd = false;
    updateWatch();
    m_user->peerFinished();
}

void EpollSocket::gone()
{
    m_transport.forget(m_descriptor);
    m_gone = true;
    m_user->peerGone();
}

void EpollSocket::updateWatch()
{
    const quint32 wanted = (m_reading && !m_atEnd ? quint32(EPOLLIN) : 0U)
        | (m_hearsEnd ? quint32(EPOLLRDHUP) : 0U) | (queuedBytes() > 0 ? quint32(EPOLLOUT) : 0U);
    if (m_gone || wanted == m_watched)
        return;
    m_watched = wanted;
    m_transport.watch(m_descriptor, wanted, false);
}

} // namespace http
