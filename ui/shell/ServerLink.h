// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ServerHost.h"
#include "ui/client/ControlClient.h"
#include "ui/client/LogStream.h"
#include "ui/shell/StatePill.h"

#include <QObject>
#include <QTimer>

namespace ui {

/// The window's link to its server: switches it through the host, hands it the agent that is shown, and
/// tells how it is. Knows no widgets but the words of the pill.
class ServerLink : public QObject
{
    Q_OBJECT
public:
    /// `host` must outlive the link. A host that runs already is watched at once.
    explicit ServerLink(ServerHost &host, QObject *parent = nullptr);

    /// Starts, or stops and starts again with this agent.
    void start(const ServerHost::Start &start);
    void stop();
    /// Hands over a text for the running server; the newest within 300 ms counts.
    void handOver(const QByteArray &text, const QString &path);

    StatePill::State state() const { return m_state; }
    bool isRunning() const { return m_host.state() == ServerHost::State::Running; }
    QUrl url() const { return m_host.url(); }
    /// The agent the server answers for; no path while it does not run.
    const ServedAgent &agent() const { return m_agent; }

signals:
    void stateChanged(ui::StatePill::State state);
    void agentChanged(const ui::ServedAgent &agent);
    void refused(const QString &sentence);
    void startFailed(const ui::ServerHost::Failure &failure);
    void logged(const QList<ui::LogEntry> &entries);

private:
    void follow(ServerHost::State state);
    void watch();
    void setState(StatePill::State state);

    ServerHost &m_host;
    ControlClient m_client;
    LogStream m_log;
    QTimer m_handOver;
    QByteArray m_text;
    QString m_path;
    ServedAgent m_agent;
    QString m_started; ///< The agent file of the last start.
    StatePill::State m_state = StatePill::State::Stopped;
    std::optional<ServerHost::Start> m_startAgain;
};

} // namespace ui
