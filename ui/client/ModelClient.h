// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/SseReader.h"
#include "ui/ServerHost.h"
#include "ui/client/ModelWire.h"

#include <QNetworkAccessManager>
#include <QPointer>

#include <functional>

class QNetworkReply;

namespace ui {

/// Asks the server that the host runs about models: whether those of an agent work, what there is to choose
/// from, what is served on this machine. Of two questions of a kind the later counts. Knows no widgets.
class ModelClient : public QObject
{
    Q_OBJECT
public:
    /// `host` must outlive it.
    explicit ModelClient(const ServerHost &host, QObject *parent = nullptr);
    ~ModelClient() override;

    /// Whether there is a server to ask; the questions below do nothing otherwise.
    bool isReady() const { return m_host.state() == ServerHost::State::Running; }

    /// Uses the model of this text for real, once for a word and once for a tool call. Each step comes by
    /// stepDone(), then checkEnded().
    void check(const QByteArray &text, const QString &path);
    void stopCheck(); ///< The server stops, too; nothing more is told.
    bool isChecking() const;

    /// Answered by modelsListed() or modelsRefused().
    void askModels(const QByteArray &text, const QString &path);
    /// Answered by localServersFound(), or not at all.
    void askLocalServers();

signals:
    void readyChanged(bool isReady);
    void stepDone(const ui::CheckedStep &step);
    /// `trouble` says why it could not be done; empty: the steps tell how it went.
    void checkEnded(const QString &trouble);
    void modelsListed(const ui::ModelList &list);
    void modelsRefused(const QString &sentence);
    void localServersFound(const QList<ui::LocalServer> &servers);

private:
    QNetworkReply *post(const QString &path, const QByteArray &text, const QString &file);
    void readCheck();
    void endCheck();
    void drop(QPointer<QNetworkReply> &reply);

    const ServerHost &m_host;
    QNetworkAccessManager m_network;
    agent::SseReader m_reader;
    QPointer<QNetworkReply> m_check;
    QPointer<QNetworkReply> m_models;
    QPointer<QNetworkReply> m_servers;
};

} // namespace ui
