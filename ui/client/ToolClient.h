// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ServerHost.h"
#include "ui/client/ToolWire.h"
#include "ui/client/Wire.h"

#include <QNetworkAccessManager>
#include <QPointer>

#include <functional>

class QNetworkReply;

namespace ui {

/// Calls single tools at the server that the host runs, without a model: one call at a time. Knows no
/// widgets.
class ToolClient : public QObject
{
    Q_OBJECT
public:
    /// What is to be called.
    struct Call
    {
        QString tool;
        QJsonObject arguments;
        /// The agent file as the window shows it; the server is given it first where it has another text. A
        /// null text: the server's is called as it is.
        QByteArray text;
        QString path; ///< Of the agent file: the server must answer for this one.
    };

    /// `host` must outlive it.
    explicit ToolClient(const ServerHost &host, QObject *parent = nullptr);
    ~ToolClient() override;

    /// Whether there is a server to ask; nothing below does anything otherwise.
    bool isReady() const { return m_host.state() == ServerHost::State::Running; }
    /// Answered by agentTold(), or not at all.
    void askAgent();
    /// Answered by answered() or refused().
    void call(const Call &call);
    void cancel(); ///< The server ends the call, too; nothing more is told of it.
    bool isCalling() const { return m_isCalling; }

signals:
    void readyChanged(bool isReady);
    void agentTold(const ui::ServedAgent &agent);
    void answered(const ui::ToolAnswer &answer);
    /// Conflict: the server answers for another agent. Denied: the call is not allowed. NotFound: it has no
    /// such tool. InvalidInput: the arguments, or the agent file, are not right. Unavailable: it is silent.
    void refused(const agent::Error &error);

private:
    using Take = std::function<void(QNetworkReply &)>;
    QNetworkRequest request(const QString &path) const;
    void follow(QNetworkReply *reply, const Take &take);
    void handOver(const ServedAgent &agent);
    void post();
    void refuse(const agent::Error &error);

    const ServerHost &m_host;
    QNetworkAccessManager m_network;
    QPointer<QNetworkReply> m_step; ///< Of the call under way.
    Call m_call;
    bool m_isCalling = false;
    QByteArray m_given;     ///< The text that the server was given last from here.
    qint64 m_revision = -1; ///< What the server called it.
};

} // namespace ui
