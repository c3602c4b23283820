// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/Transport.h"

#include <QTcpServer>
#include <QTcpSocket>

#include <vector>

namespace http {

/// Any system Qt runs on. It differs from the native transport in two ways: a client that closes only its
/// sending half is gone, and one that leaves while more than 64 KiB of later requests wait is seen late.
class QtTransport final : public Transport
{
public:
    explicit QtTransport(OnAccept onAccept);
    ~QtTransport() override;

    agent::Result<quint16> listen(const QHostAddress &address, quint16 port) override;
    void stopListening() override;

private:
    void acceptFrom(QTcpServer &listener);

    OnAccept m_onAccept;
    std::vector<std::unique_ptr<QTcpServer>> m_listeners;
};

/// A connection of a QtTransport.
class QtSocket final : public Socket
{
public:
    explicit QtSocket(std::unique_ptr<QTcpSocket> socket);
    ~QtSocket() override;

    void setUser(SocketUser *user) override { m_user = user; }
    void send(const QByteArray &bytes) override;
    qsizetype queuedBytes() const override { return qsizetype(m_socket->bytesToWrite()); }
    qint64 sentBytes() const override { return m_sentBytes; }
    void setReading(bool on) override;
    bool atEnd() const override;
    void finish() override;
    void abort() override;

private:
    void receive();
    void written(qint64 bytes);
    void endOurHalf();
    void gone();

    std::unique_ptr<QTcpSocket> m_socket;
    SocketUser *m_user = nullptr;
    qint64 m_sentBytes = 0;
    bool m_sending = false; // inside a call of ours
    bool m_reading = true;
    bool m_finishing = false;
    bool m_gone = false;
};

} // namespace http
