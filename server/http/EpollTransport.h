// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/Transport.h"

#include <QSocketNotifier>
#include <QTimer>

#include <unordered_map>
#include <vector>

namespace http {

class EpollSocket;

/// Linux: all sockets of the thread hang on one epoll descriptor under one QSocketNotifier, because Qt's own
/// dispatchers poll(): there each turn of the event loop costs as much as there are open connections.
class EpollTransport final : public Transport
{
public:
    explicit EpollTransport(OnAccept onAccept);
    ~EpollTransport() override;

    agent::Result<quint16> listen(const QHostAddress &address, quint16 port) override;
    void stopListening() override;

private:
    friend class EpollSocket;

    void turn();
    void acceptFrom(int listener);
    void rest();
    void watchListeners();
    void watch(int descriptor, quint32 events, bool isNew) const;
    void forget(int descriptor);

    OnAccept m_onAccept;
    int m_epoll;
    QSocketNotifier m_notifier;
    QTimer m_rest; // for when the process has run out of descriptors
    std::vector<int> m_listeners;
    std::unordered_map<int, EpollSocket *> m_sockets;
};

} // namespace http
