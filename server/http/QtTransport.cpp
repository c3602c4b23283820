// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/QtTransport.h"

#include <QScopedValueRollback>

#include <array>

#ifdef Q_OS_WIN
#include <winsock2.h>
#else
#include <sys/socket.h>
#endif

using namespace Qt::StringLiterals;
using agent::ErrorKind;
using agent::fail;

namespace http {
namespace {

constexpr qint64 maxAtOnce = 64 << 10;

ErrorKind kindOf(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::AddressInUseError:
        return ErrorKind::Conflict;
    case QAbstractSocket::SocketAddressNotAvailableError:
    case QAbstractSocket::UnsupportedSocketOperationError:
        return ErrorKind::NotFound;
    case QAbstractSocket::SocketAccessError:
        return ErrorKind::Denied;
    default:
        return ErrorKind::Internal;
    }
}

// QTcpSocket cannot end one half only, and to close both would throw away the answer on its way.
void shutdownSending(qintptr descriptor)
{
#ifdef Q_OS_WIN
    ::shutdown(SOCKET(descriptor), SD_SEND);
#else
    ::shutdown(int(descriptor), SHUT_WR);
#endif
}

void resetOnClose(qintptr descriptor)
{
    const linger reset{1, 0};
#ifdef Q_OS_WIN
    ::setsockopt(SOCKET(descriptor), SOL_SOCKET, SO_LINGER, reinterpret_cast<const char *>(&reset),
                 sizeof reset);
#else
    ::setsockopt(int(descriptor), SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
#endif
}

} // namespace

QtTransport::QtTransport(OnAccept onAccept)
    : m_onAccept(std::move(onAccept))
{
}

QtTransport::~QtTransport() = default;

agent::Result<quint16> QtTransport::listen(const QHostAddress &address, quint16 port)
{
    auto listener = std::make_unique<QTcpServer>();
    if (!listener->listen(address, port))
        return fail(kindOf(listener->serverError()), listener->errorString(), address.toString());
    QObject::connect(listener.get(), &QTcpServer::newConnection, listener.get(),
                     [this, from = listener.get()] { acceptFrom(*from); });
    m_listeners.push_back(std::move(listener));
    return m_listeners.back()->serverPort();
}

void QtTransport::stopListening()
{
    m_listeners.clear();
}

void QtTransport::acceptFrom(QTcpServer &listener)
{
    while (QTcpSocket *socket = listener.nextPendingConnection()) {
        socket->setParent(nullptr); // or it would die with the listener
        m_onAccept(std::make_unique<QtSocket>(std::unique_ptr<QTcpSocket>(socket)));
    }
}

QtSocket::QtSocket(std::unique_ptr<QTcpSocket> socket)
    : m_socket(std::move(socket))
{
    QTcpSocket *source = m_socket.get();
    source->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    source->setReadBufferSize(maxAtOnce);
    QObject::connect(source, &QTcpSocket::readyRead, source, [this] { receive(); });
    QObject::connect(source, &QTcpSocket::bytesWritten, source, [this](qint64 bytes) { written(bytes); });
    QObject::connect(source, &QTcpSocket::disconnected, source, [this] { gone(); });
    // What came before the first connect to readyRead would wait for what comes next.
    QMetaObject::invokeMethod(source, [this] { receive(); }, Qt::QueuedConnection);
}

QtSocket::~QtSocket()
{
    m_gone = true;
    m_socket->abort();
}

void QtSocket::send(const QByteArray &bytes)
{
    if (m_gone || m_finishing)
        return;
    const QScopedValueRollback sending(m_sending, true);
    m_socket->write(bytes);
    m_socket->flush();
}

void QtSocket::written(qint64 bytes)
{
    m_sentBytes += bytes;
    if (m_gone || m_sending || queuedBytes() > 0)
        return;
    if (m_finishing)
        endOurHalf();
    else
        m_user->drained();
}

void QtSocket::receive()
{
    std::array<char, maxAtOnce> buffer;
    while (!m_gone && m_reading) {
        const qint64 count = m_socket->read(buffer.data(), maxAtOnce);
        if (count <= 0)
            break;
        m_user->received(QByteArrayView(buffer.data(), count));
    }
}

void QtSocket::setReading(bool on)
{
    const bool resumes = on && !m_reading;
    m_reading = on;
    if (resumes && m_socket->bytesAvailable() > 0)
        QMetaObject::invokeMethod(m_socket.get(), [this] { receive(); }, Qt::QueuedConnection);
}

bool QtSocket::atEnd() const
{
    return m_gone;
}

void QtSocket::finish()
{
    m_finishing = true;
    if (queuedBytes() == 0)
        endOurHalf();
}

void QtSocket::endOurHalf()
{
    shutdownSending(m_socket->socketDescriptor());
}

void QtSocket::abort()
{
    m_gone = true;
    resetOnClose(m_socket->socketDescriptor());
    m_socket->abort();
}

void QtSocket::gone()
{
    if (std::exchange(m_gone, true))
        return;
    // It may come from inside a send(), when the system refuses the bytes.
    QMetaObject::invokeMethod(m_socket.get(), [this] { m_user->peerGone(); }, Qt::QueuedConnection);
}

} // namespace http
