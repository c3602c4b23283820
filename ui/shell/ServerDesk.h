// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/DocumentView.h"
#include "ui/shell/PortChoice.h"
#include "ui/shell/ServerLink.h"

#include <QObject>
#include <QPointer>

namespace ui {

class Actions;
class Documents;

/// What is done with the server: start it with the agent in front, stop it, hand it what is edited. The words
/// of its actions say what they would do now; what went otherwise than asked becomes a banner.
class ServerDesk : public QObject
{
    Q_OBJECT
public:
    /// `host`, `actions` and `documents` must outlive it.
    ServerDesk(ServerHost &host, Actions &actions, Documents &documents, QObject *parent = nullptr);

    const ServerLink &link() const { return m_link; }
    /// Where it answers, or would after the next start; port 0 is any that is free.
    QUrl plannedAddress() const;
    /// Where the port of that comes from, a sentence.
    QString portSentence() const;
    /// For the next start of the agent in front.
    PortChoice::Port port() const;
    void choosePort(quint16 port);
    quint16 ownPort() const { return m_ports.own(); } ///< Where no file names one.
    void setOwnPort(quint16 port);

    /// Starts with the agent in front, as soon as its text has been read: live; or, if a replay of that agent
    /// runs, that replay from its beginning.
    void start();
    /// The same with a cassette, or live.
    void start(const std::optional<CassetteUse> &cassette);
    /// What the server that runs records to or answers from; nothing when it is live.
    std::optional<CassetteUse> cassette() const;
    /// To be called when a text has been read: hands it over if the server answers for this agent.
    void take(const DocumentView &view);
    /// To be called when another agent is in front.
    void showActions();

signals:
    void changed(); ///< State, address or agent.
    void agentChanged(const ui::ServedAgent &agent);
    void logged(const QList<ui::LogEntry> &entries);
    void problemWanted(); ///< The problem that keeps the agent from starting is to be shown.

private:
    void startFront();
    void startWith(const DocumentView &view);
    void showRefusal(const QString &sentence);
    void showFailure(const ServerHost::Failure &failure);

    ServerLink m_link;
    Actions &m_actions;
    Documents &m_documents;
    PortChoice m_ports;
    QString m_servedPort;                   ///< Of the last start: where its port comes from.
    std::optional<CassetteUse> m_cassette;  ///< Of the last start.
    QPointer<DocumentView> m_startWhenRead; ///< Start was pressed before its text had been read.
};

} // namespace ui
