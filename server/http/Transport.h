// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QHostAddress>

#include <functional>
#include <memory>

namespace http {

/// What a socket tells. Never called from inside a call of ours to the socket.
class SocketUser
{
public:
    virtual void received(QByteArrayView bytes) = 0;
    /// The queue has run empty.
    virtual void drained() = 0;
    /// The peer sends no more. May be told before the last bytes are received, while reading is paused, and
    /// then comes again after them.
    virtual void peerFinished() = 0;
    /// The connection is broken; nothing follows.
    virtual void peerGone() = 0;

protected:
    ~SocketUser() = default;
};

/// One accepted connection. Destroyed by its owner, never from inside a call to its user; whatever is queued
/// is then lost.
class Socket
{
public:
    virtual ~Socket() = default;

    /// `user` must outlive the socket or be replaced. Set it before the event loop runs again.
    virtual void setUser(SocketUser *user) = 0;
    /// Sends at once what the system takes and queues the rest; does nothing once the peer is gone.
    virtual void send(const QByteArray &bytes) = 0;
    virtual qsizetype queuedBytes() const = 0;
    /// Bytes handed to the system so far: whether a slow reader reads at all.
    virtual qint64 sentBytes() const = 0;
    /// While off, nothing is received; a peer that leaves is told nevertheless.
    virtual void setReading(bool on) = 0;
    /// Whether all that the peer ever sent has been received.
    virtual bool atEnd() const = 0;
    /// Ends our half when the queue is empty; goes on receiving.
    virtual void finish() = 0;
    /// Breaks the connection (RST) and tells nothing more.
    virtual void abort() = 0;
};

/// Listens and accepts: the only part that knows the system's sockets. Lives on the thread that makes it and
/// works from its event loop.
class Transport
{
public:
    using OnAccept = std::function<void(std::unique_ptr<Socket>)>;

    /// Must outlive its sockets.
    virtual ~Transport() = default;

    /// The port listened on; 0 lets the system choose. Conflict: taken. NotFound: the address is not one of
    /// this machine. Denied: not allowed to. Internal: anything else.
    virtual agent::Result<quint16> listen(const QHostAddress &address, quint16 port) = 0;
    /// Accepted connections stay.
    virtual void stopListening() = 0;
};

enum class TransportKind {
    Native,    ///< The best for this system: epoll on Linux, whose cost does not grow with idle connections.
    QtSockets, ///< QTcpSocket. A client that closes only its sending half is gone for it.
};

std::unique_ptr<Transport> makeTransport(TransportKind kind, Transport::OnAccept onAccept);

} // namespace http
