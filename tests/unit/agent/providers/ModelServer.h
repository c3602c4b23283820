// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>

namespace testing {

/// A loopback server that answers each request with whatever bytes a test wants, and keeps what it was sent.
class ModelServer : public QTcpServer
{
public:
    struct Request
    {
        QByteArray head; ///< Request line and fields.
        QByteArray body;
    };
    /// Answers the request that came as the `number`th, from 1. The socket stays open unless it closes it.
    using Script = std::function<void(QTcpSocket *socket, const Request &request, int number)>;

    explicit ModelServer(Script script)
        : m_script(std::move(script))
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection())
                connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { read(socket); });
        });
    }

    /// Sends `bytes` and hangs up.
    static Script saying(const QByteArray &bytes)
    {
        return [bytes](QTcpSocket *socket, const Request &, int) {
            socket->write(bytes);
            socket->disconnectFromHost();
        };
    }
    /// Sends `bytes` and then nothing, with the connection open.
    static Script goingSilentAfter(const QByteArray &bytes)
    {
        return [bytes](QTcpSocket *socket, const Request &, int) { socket->write(bytes); };
    }
    static QByteArray answer(const QByteArray &status, const QByteArray &type, const QByteArray &body,
                             const QByteArray &fields = {})
    {
        return "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\n" + fields
            + "Connection: close\r\n\r\n" + body;
    }

    QUrl baseUrl() const { return {QStringLiteral("http://127.0.0.1:%1/v1").arg(serverPort())}; }
    const QList<Request> &requests() const { return m_requests; }

private:
    void read(QTcpSocket *socket)
    {
        QByteArray &bytes = m_pending[socket];
        bytes += socket->readAll();
        const qsizetype headEnd = bytes.indexOf("\r\n\r\n");
        if (headEnd < 0)
            return;
        const QByteArray head = bytes.left(headEnd);
        const qsizetype at = head.toLower().indexOf("content-length:");
        const qsizetype length =
            at < 0 ? 0 : head.mid(at + 15, head.indexOf('\r', at) - at - 15).trimmed().toLongLong();
        if (bytes.size() < headEnd + 4 + length)
            return;
        const Request request{head, bytes.mid(headEnd + 4, length)};
        m_pending.remove(socket);
        m_requests.append(request);
        m_script(socket, request, int(m_requests.size()));
    }

    Script m_script;
    QHash<QTcpSocket *, QByteArray> m_pending;
    QList<Request> m_requests;
};

} // namespace testing
