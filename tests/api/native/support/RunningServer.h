// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/AgentServer.h"
#include "tests/api/gate/support/RawClient.h"

#include <QJsonObject>
#include <QThread>

namespace testing {

/// The whole server on a thread of its own, serving one agent text, so that clients may block.
class RunningServer
{
public:
    /// `agentFile` is where the text would lie; its tools see what lies beside it.
    explicit RunningServer(const QByteArray &agentText, server::AgentServer::Options options = {},
                           const QString &agentFile = QStringLiteral("/nonexistent/agent.yaml"));
    /// Stops, waits for the runs, joins.
    ~RunningServer();

    quint16 port() const { return m_port; }
    /// The bytes of one request to this server.
    QByteArray request(const QByteArray &method, const QByteArray &path, const QByteArray &body = {},
                       const QByteArray &headers = {}) const;
    /// Sends one request on a connection of its own and reads the whole reply.
    Reply ask(const QByteArray &method, const QByteArray &path, const QByteArray &body = {},
              const QByteArray &headers = {}) const;
    /// POST with Content-Type: application/json.
    Reply post(const QByteArray &path, const QJsonObject &body, const QByteArray &headers = {}) const;

private:
    QThread m_thread;
    QObject m_there;                         // lives on m_thread
    server::AgentServer *m_server = nullptr; // lives on m_thread
    quint16 m_port = 0;
};

/// The JSON object of a reply's body.
QJsonObject json(const Reply &reply);
/// The data of each server-sent event of a reply.
QByteArrayList events(const QByteArray &body);

} // namespace testing
