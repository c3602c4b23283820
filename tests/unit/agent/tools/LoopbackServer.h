// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QTcpServer>
#include <QUrl>

#include <functional>
#include <memory>

/// A web server of a few lines on 127.0.0.1. It answers each request with the bytes its script gives and
/// closes; with none it stays silent. It speaks TLS when its listener does.
class LoopbackServer : public QObject
{
public:
    using Script = std::function<QByteArray(const QByteArray &request)>;

    explicit LoopbackServer(Script script,
                            std::unique_ptr<QTcpServer> listener = std::make_unique<QTcpServer>());

    QUrl url(const QString &path = QStringLiteral("/")) const;
    const QList<QByteArray> &requests() const { return m_requests; } ///< Head and body, as sent.
    int disconnects() const { return m_disconnects; }

private:
    void read(class QTcpSocket *socket, QByteArray &received);

    Script m_script;
    std::unique_ptr<QTcpServer> m_server;
    QList<QByteArray> m_requests;
    int m_disconnects = 0;
};

/// "HTTP/1.1 <status>", the header lines given, the length and the body.
QByteArray answer(const QByteArray &status, const QByteArray &headers = {}, const QByteArray &body = {});
