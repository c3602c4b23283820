// SPDX-License-Identifier: GPL-3.0-or-later
#include "LoopbackServer.h"

#include <QRegularExpression>
#include <QTcpSocket>

using namespace Qt::StringLiterals;

namespace {

bool isComplete(const QByteArray &request)
{
    const qsizetype end = request.indexOf("\r\n\r\n");
    if (end < 0)
        return false;
    static const QRegularExpression length(u"content-length: *(\\d+)"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    const QString head = QString::fromLatin1(request.left(end));
    return request.size() >= end + 4 + length.match(head).captured(1).toInt();
}

} // namespace

LoopbackServer::LoopbackServer(Script script, std::unique_ptr<QTcpServer> listener)
    : m_script(std::move(script))
    , m_server(std::move(listener))
{
    if (!m_server->listen(QHostAddress::LocalHost))
        qFatal("no port on the loopback interface");
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, [this] {
        QTcpSocket *socket = m_server->nextPendingConnection();
        const auto received = std::make_shared<QByteArray>();
        connect(socket, &QTcpSocket::readyRead, this, [this, socket, received] { read(socket, *received); });
        connect(socket, &QTcpSocket::disconnected, this, [this] { ++m_disconnects; });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    });
}

QUrl LoopbackServer::url(const QString &path) const
{
    return {u"http://127.0.0.1:%1%2"_s.arg(m_server->serverPort()).arg(path)};
}

void LoopbackServer::read(QTcpSocket *socket, QByteArray &received)
{
    received += socket->readAll();
    if (!isComplete(received))
        return;
    m_requests.append(received);
    received.clear();
    const QByteArray reply = m_script(m_requests.constLast());
    if (reply.isEmpty())
        return;
    socket->write(reply);
    socket->disconnectFromHost();
}

QByteArray answer(const QByteArray &status, const QByteArray &headers, const QByteArray &body)
{
    return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + QByteArray::number(body.size())
        + "\r\nConnection: close\r\n\r\n" + body;
}
