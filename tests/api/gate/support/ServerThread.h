// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/HttpServer.h"
#include "server/http/Transport.h"

#include <QObject>
#include <QThread>

#include <functional>
#include <memory>

namespace testing {

/// The server on a thread of its own, as in the application, so that clients may block.
class ServerThread
{
public:
    ServerThread(http::ServerOptions options, QList<http::Route> routes,
                 http::TransportKind transport = http::TransportKind::Native);
    /// Stops and joins.
    ~ServerThread();

    quint16 port() const { return m_port; }
    QList<QHostAddress> addresses() const { return m_addresses; }
    /// Why it did not start.
    const QString &failure() const { return m_failure; }
    /// Runs something on the server's thread and waits for it.
    void run(const std::function<void()> &call);

private:
    QThread m_thread;
    QObject m_there; // lives on m_thread
    std::unique_ptr<http::HttpServer> m_server;
    quint16 m_port = 0;
    QList<QHostAddress> m_addresses;
    QString m_failure;
};

} // namespace testing
