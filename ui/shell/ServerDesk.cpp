// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/ServerDesk.h"

#include "ui/shell/Actions.h"
#include "ui/shell/Banner.h"
#include "ui/shell/Documents.h"

#include <QAction>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

QString sentenceOf(PortChoice::Origin origin, const QString &file)
{
    switch (origin) {
    case PortChoice::Origin::Window:
        return ServerDesk::tr("The port is that of the window's settings.");
    case PortChoice::Origin::File:
        return ServerDesk::tr("The port is server.port of %1.").arg(file);
    case PortChoice::Origin::Person:
        return ServerDesk::tr("The port was chosen here, in place of server.port of %1.").arg(file);
    }
    Q_UNREACHABLE();
}

} // namespace

ServerDesk::ServerDesk(ServerHost &host, Actions &actions, Documents &documents, QObject *parent)
    : QObject(parent)
    , m_link(host)
    , m_actions(actions)
    , m_documents(documents)
{
    connect(m_actions.start, &QAction::triggered, this, qOverload<>(&ServerDesk::start));
    connect(m_actions.stop, &QAction::triggered, this, [this] {
        m_cassette.reset();
        m_link.stop();
    });
    connect(&m_link, &ServerLink::stateChanged, this, &ServerDesk::showActions);
    connect(&m_link, &ServerLink::agentChanged, this, [this](const ServedAgent &agent) {
        m_documents.banners().dismiss(u"refused"_s);
        emit agentChanged(agent);
        showActions();
    });
    connect(&m_link, &ServerLink::refused, this, &ServerDesk::showRefusal);
    connect(&m_link, &ServerLink::startFailed, this, &ServerDesk::showFailure);
    connect(&m_link, &ServerLink::logged, this, &ServerDesk::logged);
}

QUrl ServerDesk::plannedAddress() const
{
    return m_link.isRunning() ? m_link.url() : QUrl(u"http://127.0.0.1:%1"_s.arg(port().number));
}

QString ServerDesk::portSentence() const
{
    const DocumentView *view = m_documents.current();
    const QString file = view ? QFileInfo(view->path()).fileName() : QString();
    return m_link.isRunning() ? m_servedPort : sentenceOf(port().origin, file);
}

PortChoice::Port ServerDesk::port() const
{
    const DocumentView *view = m_documents.current();
    return m_ports.of(view ? view->card() : AgentCard());
}

void ServerDesk::choosePort(quint16 port)
{
    const DocumentView *view = m_documents.current();
    m_ports.choose(view ? view->card() : AgentCard(), port);
    emit changed();
}

void ServerDesk::setOwnPort(quint16 port)
{
    m_ports.setOwn(port);
    emit changed();
}

std::optional<CassetteUse> ServerDesk::cassette() const
{
    return m_link.isRunning() ? m_cassette : std::nullopt;
}

void ServerDesk::start()
{
    const DocumentView *view = m_documents.current();
    const bool isReplay = m_cassette && m_cassette->kind == CassetteUse::Kind::Replay;
    const bool isServed = view && m_link.agent().path == view->path();
    start(isReplay && isServed ? m_cassette : std::nullopt);
}

void ServerDesk::start(const std::optional<CassetteUse> &cassette)
{
    m_cassette = cassette;
    startFront();
}

void ServerDesk::startFront()
{
    DocumentView *view = m_documents.current();
    if (!view)
        return;
    m_startWhenRead.clear();
    m_documents.banners().dismiss(u"start"_s);
    if (view->isServable()) {
        startWith(*view);
    } else if (view->problems().isEmpty()) {
        m_startWhenRead = view;
    } else {
        m_documents.banners()
            .show(u"start"_s, Banner::Tone::Error, tr("The agent has a problem that keeps it from starting."))
            ->offer(tr("Show it"), [this] { emit problemWanted(); });
    }
}

void ServerDesk::startWith(const DocumentView &view)
{
    const PortChoice::Port port = m_ports.of(view.card());
    m_servedPort = sentenceOf(port.origin, QFileInfo(view.path()).fileName());
    m_link.start({view.text(), view.path(), port.number, m_cassette});
}

void ServerDesk::take(const DocumentView &view)
{
    if (!view.isServable())
        return;
    if (m_startWhenRead == &view) {
        m_startWhenRead.clear();
        startWith(view);
    } else if (m_link.isRunning() && m_link.agent().path == view.path()) {
        m_link.handOver(view.text(), view.path());
    }
}

void ServerDesk::showActions()
{
    using State = StatePill::State;
    const State state = m_link.state();
    const bool runs = m_link.isRunning();
    const bool busy = state == State::Starting || state == State::Stopping;
    const DocumentView *view = m_documents.current();
    const bool isServed = runs && view && m_link.agent().path == view->path();

    QString start = tr("&Start");
    if (runs)
        start = isServed || !view ? tr("&Restart") : tr("&Serve this");
    m_actions.start->setData(runs ? u"refresh-cw"_s : u"play"_s);
    m_actions.start->setText(start);
    m_actions.start->setToolTip(!runs || isServed
                                    ? tr("Serve the agent in front")
                                    : tr("Serve this agent instead of %1").arg(m_link.agent().name));
    m_actions.start->setEnabled(view && !busy);
    m_actions.stop->setEnabled(runs || state == State::Starting);
    for (QAction *action : {m_actions.record, m_actions.recordTools, m_actions.replay})
        action->setEnabled(view && !busy);
    m_actions.live->setEnabled(view && cassette());
    m_actions.copyAddress->setEnabled(runs);
    m_actions.browse->setEnabled(runs);
    emit changed();
}

void ServerDesk::showRefusal(const QString &sentence)
{
    m_documents.banners().show(u"refused"_s, Banner::Tone::Warning,
                               tr("The server keeps the last good version: %1").arg(sentence));
}

void ServerDesk::showFailure(const ServerHost::Failure &failure)
{
    const auto cassette = std::exchange(m_cassette, std::nullopt);
    Banner *banner = m_documents.banners().show(u"start"_s, Banner::Tone::Error, failure.message);
    if (failure.takenPort == 0 || failure.freePort == 0)
        return;
    banner->offer(tr("Use port %1").arg(failure.freePort), [this, cassette, port = failure.freePort] {
        choosePort(port);
        start(cassette);
    });
}

} // namespace ui

#include "moc_ServerDesk.cpp"
