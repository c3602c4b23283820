// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/AgentServer.h"
#include "ui/ServerHost.h"

#include <QThread>

#include <memory>

namespace app {

class KeptKeys;

/// Runs the server of the window on a thread of its own. Everything public is for the window's thread.
class LocalServerHost : public ui::ServerHost
{
    Q_OBJECT
public:
    /// The server gets these keys for its providers; they must outlive the host.
    explicit LocalServerHost(const KeptKeys &keys, QObject *parent = nullptr);
    /// Stops the server and waits for its thread.
    ~LocalServerHost() override;
    Q_DISABLE_COPY_MOVE(LocalServerHost)

    State state() const override { return m_state; }
    QUrl url() const override { return m_url; }
    QByteArray controlToken() const override { return m_controlToken; }
    void start(const Start &start) override;
    void stop() override;
    void readCassette(const QString &path) override;

private:
    void setState(State state);
    void hasStarted(const QUrl &url);
    void hasFailed(const Failure &failure);

    void handOverKeys();
    /// On the server's thread.
    void begin(const Start &start, const server::AgentServer::Options &given);

    const KeptKeys &m_keys;
    State m_state = State::Stopped;
    QUrl m_url;
    QByteArray m_controlToken;
    QThread m_thread;
    QObject *m_worker;                       // lives on m_thread, deleted when it finishes
    server::AgentServer *m_server = nullptr; // lives on m_thread, a child of m_worker; touched there only
};

} // namespace app
