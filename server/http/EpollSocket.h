// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/EpollTransport.h"

namespace http {

/// A connection of an EpollTransport.
class EpollSocket final : public Socket
{
public:
    /// Owns `descriptor`.
    EpollSocket(EpollTransport &transport, int descriptor);
    ~EpollSocket() override;

    void setUser(SocketUser *user) override { m_user = user; }
    void send(const QByteArray &bytes) override;
    qsizetype queuedBytes() const override { return m_queue.size() - m_sentOfQueue; }
    qint64 sentBytes() const override { return m_sentBytes; }
    void setReading(bool on) override;
    bool atEnd() const override { return m_atEnd; }
    void finish() override;
    void abort() override;

    /// What epoll saw.
    void happened(quint32 events);

private:
    qsizetype write(QByteArrayView bytes);
    void flush();
    void receive();
    void endOurHalf();
    void gone();
    void updateWatch();

    EpollTransport &m_transport;
    SocketUser *m_user = nullptr;
    int m_descriptor;
    quint32 m_watched;
    QByteArray m_queue;
    qsizetype m_sentOfQueue = 0;
    qint64 m_sentBytes = 0;
    bool m_reading = true;
    bool m_atEnd = false;     // received everything
    bool m_hearsEnd = true;   // not yet told that the peer finishes
    bool m_finishing = false; // our half ends with the queue
    bool m_finished = false;  // our half has ended
    bool m_broken = false;    // sending failed; epoll tells it in the next turn
    bool m_gone = false;
};

} // namespace http
