// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/EpollTransport.h"

#include "agent/base/Log.h"
#include "server/http/EpollSocket.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using agent::ErrorKind;
using agent::fail;

namespace http {
namespace {

constexpr int backlog = 1024;
constexpr int acceptsPerTurn = 64; // so that a flood of clients does not starve those we have

struct NativeAddress
{
    sockaddr_storage storage{};
    socklen_t size = 0;

    sockaddr *get() { return reinterpret_cast<sockaddr *>(&storage); }
};

NativeAddress nativeAddress(const QHostAddress &address, quint16 port)
{
    NativeAddress native;
    if (address.protocol() == QAbstractSocket::IPv4Protocol) {
        auto *ip4 = reinterpret_cast<sockaddr_in *>(&native.storage);
        ip4->sin_family = AF_INET;
        ip4->sin_port = htons(port);
        ip4->sin_addr.s_addr = htonl(address.toIPv4Address());
        native.size = sizeof(sockaddr_in);
    } else {
        auto *ip6 = reinterpret_cast<sockaddr_in6 *>(&native.storage);
        const Q_IPV6ADDR bytes = address.toIPv6Address();
        ip6->sin6_family = AF_INET6;
        ip6->sin6_port = htons(port);
        std::ranges::copy(bytes.c, std::begin(ip6->sin6_addr.s6_addr));
        ip6->sin6_scope_id = address.scopeId().toUInt();
        native.size = sizeof(sockaddr_in6);
    }
    return native;
}

quint16 portOf(int descriptor)
{
    NativeAddress native;
    native.size = sizeof native.storage;
    getsockname(descriptor, native.get(), &native.size);
    return ntohs(native.storage.ss_family == AF_INET
                     ? reinterpret_cast<sockaddr_in *>(&native.storage)->sin_port
                     : reinterpret_cast<sockaddr_in6 *>(&native.storage)->sin6_port);
}

ErrorKind kindOf(int error)
{
    switch (error) {
    case EADDRINUSE:
        return ErrorKind::Conflict;
    case EADDRNOTAVAIL:
    case EAFNOSUPPORT:
        return ErrorKind::NotFound;
    case EACCES:
    case EPERM:
        return ErrorKind::Denied;
    default:
        return ErrorKind::Internal;
    }
}

void enable(int descriptor, int level, int option)
{
    const int on = 1;
    setsockopt(descriptor, level, option, &on, sizeof on);
}

} // namespace

EpollTransport::EpollTransport(OnAccept onAccept)
    : m_onAccept(std::move(onAccept))
    , m_epoll(epoll_create1(EPOLL_CLOEXEC))
    , m_notifier(m_epoll, QSocketNotifier::Read)
{
    QObject::connect(&m_notifier, &QSocketNotifier::activated, &m_notifier, [this] { turn(); });
    m_rest.setSingleShot(true);
    m_rest.setInterval(200ms);
    QObject::connect(&m_rest, &QTimer::timeout, &m_rest, [this] { watchListeners(); });
}

EpollTransport::~EpollTransport()
{
    stopListening();
    m_notifier.setEnabled(false);
    ::close(m_epoll);
}

agent::Result<quint16> EpollTransport::listen(const QHostAddress &address, quint16 port)
{
    NativeAddress native = nativeAddress(address, port);
    const int descriptor = ::socket(native.storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    bool listens = descriptor >= 0;
    if (listens) {
        enable(descriptor, SOL_SOCKET, SO_REUSEADDR);
        if (native.storage.ss_family == AF_INET6)
            enable(descriptor, IPPROTO_IPV6, IPV6_V6ONLY);
        listens = ::bind(descriptor, native.get(), native.size) == 0 && ::listen(descriptor, backlog) == 0;
    }
    if (!listens) {
        const int error = errno;
        if (descriptor >= 0)
            ::close(descriptor);
        return fail(kindOf(error), qt_error_string(error), address.toString());
    }
    m_listeners.push_back(descriptor);
    watch(descriptor, EPOLLIN, true);
    return portOf(descriptor);
}

void EpollTransport::stopListening()
{
    m_rest.stop();
    for (const int listener : m_listeners)
        ::close(listener);
    m_listeners.clear();
}

void EpollTransport::turn()
{
    std::array<epoll_event, 256> events;
    const int count = epoll_wait(m_epoll, events.data(), int(events.size()), 0);
    std::vector<int> knocking;
    for (int i = 0; i < count; ++i) {
        const int descriptor = events[size_t(i)].data.fd;
        if (const auto found = m_sockets.find(descriptor); found != m_sockets.end())
            found->second->happened(events[size_t(i)].events);
        else
            knocking.push_back(descriptor);
    }
    // Last, so that no event of this turn can meet a new socket under an old number.
    for (const int listener : knocking)
        acceptFrom(listener);
}

void EpollTransport::acceptFrom(int listener)
{
    if (std::ranges::find(m_listeners, listener) == m_listeners.end())
        return;
    for (int i = 0; i < acceptsPerTurn; ++i) {
        const int descriptor = accept4(listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (descriptor < 0) {
            if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM)
                rest();
            return;
        }
        enable(descriptor, IPPROTO_TCP, TCP_NODELAY);
        m_onAccept(std::make_unique<EpollSocket>(*this, descriptor));
    }
}

// A client that cannot be accepted stays ready for ever: without a pause the thread would spin on it.
void EpollTransport::rest()
{
    qCWarning(agent::log::http) << "out of descriptors or memory: no new clients for a moment";
    for (const int listener : m_listeners)
        watch(listener, 0, false);
    m_rest.start();
}

void EpollTransport::watchListeners()
{
    for (const int listener : m_listeners)
        watch(listener, EPOLLIN, false);
}

void EpollTransport::watch(int descriptor, quint32 events, bool isNew) const
{
    epoll_event event{};
    event.events = events;
    event.data.fd = descriptor;
    epoll_ctl(m_epoll, isNew ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, descriptor, &event);
}

void EpollTransport::forget(int descriptor)
{
    epoll_ctl(m_epoll, EPOLL_CTL_DEL, descriptor, nullptr);
    m_sockets.erase(descriptor);
}

} // namespace http
