// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/ServerLink.h"

#include <chrono>

using namespace std::chrono_literals;

namespace ui {

ServerLink::ServerLink(ServerHost &host, QObject *parent)
    : QObject(parent)
    , m_host(host)
{
    m_handOver.setSingleShot(true);
    m_handOver.setInterval(300ms);
    connect(&m_handOver, &QTimer::timeout, this, [this] {
        if (m_client.isWatching())
            m_client.putAgent(m_text, m_path);
    });
    connect(&m_host, &ServerHost::stateChanged, this, &ServerLink::follow);
    connect(&m_host, &ServerHost::failed, this, [this](const ServerHost::Failure &failure) {
        setState(StatePill::State::Failed);
        emit startFailed(failure);
    });
    connect(&m_client, &ControlClient::served, this, [this](const ServedAgent &agent) {
        m_agent = agent;
        setState(StatePill::State::Running);
        emit agentChanged(m_agent);
    });
    connect(&m_client, &ControlClient::refused, this, &ServerLink::refused);
    connect(&m_client, &ControlClient::healthy, this, [this] { setState(StatePill::State::Running); });
    connect(&m_client, &ControlClient::unreachable, this, [this] {
        if (isRunning())
            setState(StatePill::State::Silent);
    });
    connect(&m_log, &LogStream::received, this, &ServerLink::logged);
    connect(&m_log, &LogStream::interrupted, this, [this] {
        if (m_client.isWatching())
            m_client.askHealth();
    });
    connect(&m_log, &LogStream::connected, this, [this] {
        if (m_state == StatePill::State::Silent)
            m_client.askAgent();
    });
    follow(m_host.state());
}

void ServerLink::start(const ServerHost::Start &start)
{
    m_started = start.agentPath;
    if (m_host.state() == ServerHost::State::Stopped) {
        m_host.start(start);
        return;
    }
    m_startAgain = start;
    m_host.stop();
}

void ServerLink::stop()
{
    m_startAgain.reset();
    m_host.stop();
}

void ServerLink::handOver(const QByteArray &text, const QString &path)
{
    m_text = text;
    m_path = path;
    m_handOver.start();
}

void ServerLink::follow(ServerHost::State state)
{
    if (state == ServerHost::State::Running)
        return watch();
    m_client.leave();
    m_log.stop();
    m_handOver.stop();
    m_agent = {};
    switch (state) {
    case ServerHost::State::Starting:
        setState(StatePill::State::Starting);
        break;
    case ServerHost::State::Stopping:
        setState(StatePill::State::Stopping);
        break;
    default:
        // What went wrong stays to be read until the next attempt.
        if (m_state != StatePill::State::Failed)
            setState(StatePill::State::Stopped);
    }
    emit agentChanged(m_agent);
    if (state == ServerHost::State::Stopped && m_startAgain)
        m_host.start(*std::exchange(m_startAgain, {}));
}

void ServerLink::watch()
{
    m_client.watch(m_host.url(), m_host.controlToken());
    m_log.watch(m_host.url(), m_host.controlToken());
    // What was handed to the host is served; the rest the server itself tells in a moment.
    m_agent.path = m_started;
    setState(StatePill::State::Running);
    emit agentChanged(m_agent);
    m_client.askAgent();
}

void ServerLink::setState(StatePill::State state)
{
    if (state == m_state)
        return;
    m_state = state;
    emit stateChanged(state);
}

} // namespace ui

#include "moc_ServerLink.cpp"
