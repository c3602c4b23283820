// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/SseReader.h"
#include "ui/client/Wire.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <QUrl>

class QNetworkReply;

namespace ui {

/// Reads GET /control/log for as long as a server is watched: what breaks off is taken up again after the
/// last event seen (Last-Event-ID), so nothing is missed and nothing comes twice. Waits 0.25 s before the
/// first new attempt, then twice as long each time up to 4 s.
class LogStream : public QObject
{
    Q_OBJECT
public:
    explicit LogStream(QObject *parent = nullptr);
    ~LogStream() override;

    /// Begins anew, also at the server watched so far. `server` is its root; `token` the control token.
    void watch(const QUrl &server, const QByteArray &token);
    void stop();

signals:
    void received(const QList<ui::LogEntry> &entries);
    void connected();
    /// It broke off and will be tried again.
    void interrupted(const QString &reason);

private:
    void open();
    void read();
    void retry(const QString &reason);
    void drop();

    QNetworkAccessManager m_network;
    QPointer<QNetworkReply> m_reply;
    agent::SseReader m_reader;
    QTimer m_retry;
    QUrl m_server;
    QByteArray m_token;
    QByteArray m_lastId;
    int m_attempts = 0;
};

} // namespace ui
