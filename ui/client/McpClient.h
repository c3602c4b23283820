// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ServerHost.h"
#include "ui/client/McpWire.h"

#include <QNetworkAccessManager>
#include <QPointer>

class QNetworkReply;

namespace ui {

/// Asks the server that the host runs what an MCP server has, and how those of the served agent fare. Of two
/// questions of a kind the later counts. Knows no widgets.
class McpClient : public QObject
{
    Q_OBJECT
public:
    /// `host` must outlive it.
    explicit McpClient(const ServerHost &host, QObject *parent = nullptr);
    ~McpClient() override;

    /// Whether there is a server to ask; the questions below do nothing otherwise.
    bool isReady() const { return m_host.state() == ServerHost::State::Running; }

    /// What the MCP server of this name in the text has; it is started or called for that. Answered by
    /// listed() or refused().
    void ask(const QByteArray &text, const QString &path, const QString &name);
    /// Answered by statesTold(), or not at all.
    void askStates();

signals:
    void readyChanged(bool isReady);
    void listed(const QString &name, const ui::McpInventory &inventory);
    void refused(const QString &name, const QString &sentence);
    /// `path` is the served agent's.
    void statesTold(const QString &path, const QList<ui::McpState> &states);

private:
    void drop(QPointer<QNetworkReply> &reply);

    const ServerHost &m_host;
    QNetworkAccessManager m_network;
    QPointer<QNetworkReply> m_inventory;
    QPointer<QNetworkReply> m_states;
};

} // namespace ui
