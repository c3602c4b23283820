// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/gate/support/RawClient.h"

#include <algorithm>
#include <array>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace std::chrono_literals;

namespace testing {
namespace {

int connected(int descriptor, const sockaddr *address, socklen_t size)
{
    if (::connect(descriptor, address, size) != 0) {
        ::close(descriptor);
        return -1;
    }
    const int on = 1;
    setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return descriptor;
}

} // namespace

RawClient::RawClient(quint16 port, const QHostAddress &address)
{
    if (address.protocol() == QAbstractSocket::IPv6Protocol) {
        sockaddr_in6 to{};
        to.sin6_family = AF_INET6;
        to.sin6_port = htons(port);
        to.sin6_addr = in6addr_loopback;
        m_descriptor = connected(::socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0),
                                 reinterpret_cast<sockaddr *>(&to), sizeof to);
    } else {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        m_descriptor = connected(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0),
                                 reinterpret_cast<sockaddr *>(&to), sizeof to);
    }
}

RawClient::~RawClient()
{
    close();
}

bool RawClient::send(const QByteArray &bytes) const
{
    for (qsizetype sent = 0; sent < bytes.size();) {
        const ssize_t count =
            ::send(m_descriptor, bytes.data() + sent, size_t(bytes.size() - sent), MSG_NOSIGNAL);
        if (count < 0)
            return false;
        sent += count;
    }
    return true;
}

void RawClient::finish() const
{
    ::shutdown(m_descriptor, SHUT_WR);
}

void RawClient::close()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
    m_descriptor = -1;
}

void RawClient::reset()
{
    const linger now{1, 0};
    setsockopt(m_descriptor, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close();
}

void RawClient::receiveSome(std::chrono::milliseconds time)
{
    pollfd wanted{m_descriptor, POLLIN, 0};
    if (::poll(&wanted, 1, int(time.count())) <= 0)
        return;
    std::array<char, 64 << 10> buffer;
    const ssize_t count = ::recv(m_descriptor, buffer.data(), buffer.size(), 0);
    if (count > 0) {
        m_received.append(buffer.data(), count);
        return;
    }
    m_ended = true;
    m_reset = count < 0;
}

void RawClient::readUntil(const std::function<bool()> &enough, std::chrono::milliseconds time)
{
    const auto end = std::chrono::steady_clock::now() + time;
    while (!m_ended && !enough()) {
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
        if (left <= 0ms)
            return;
        receiveSome(left);
    }
}

bool RawClient::awaitReplies(qsizetype count)
{
    readUntil([&] { return replies().list.size() >= count; });
    return replies().list.size() >= count;
}

bool RawClient::awaitEnd(std::chrono::milliseconds time)
{
    readUntil([] { return false; }, time);
    return m_ended;
}

bool RawClient::awaitBytes(qsizetype count)
{
    readUntil([&] { return m_received.size() >= count; });
    return m_received.size() >= count;
}

} // namespace testing
