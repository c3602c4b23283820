// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/RequestSocket.h"

#include <QHostAddress>

#include <algorithm>

namespace http {

RequestSocket::RequestSocket(QObject *parent)
    : QTcpSocket(parent)
{
    setOpenMode(QIODevice::ReadWrite);
    setSocketState(ConnectedState);
    setPeerAddress(QHostAddress(QHostAddress::LocalHost));
}

void RequestSocket::feed(const QByteArray &bytes)
{
    m_unread = bytes;
    m_position = 0;
    emit readyRead();
}

qint64 RequestSocket::bytesAvailable() const
{
    return m_unread.size() - m_position + QTcpSocket::bytesAvailable();
}

qint64 RequestSocket::readData(char *data, qint64 maxSize)
{
    const qint64 count = std::min<qint64>(maxSize, m_unread.size() - m_position);
    std::copy_n(m_unread.constData() + m_position, count, data);
    m_position += count;
    return count;
}

qint64 RequestSocket::writeData(const char *, qint64 size)
{
    return size;
}

} // namespace http

#include "moc_RequestSocket.cpp"
