// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/FakeServer.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace testing {

FakeServer::FakeServer(Handler handler)
    : m_handler(std::move(handler))
{
    QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] { accept(); });
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("no port on loopback");
}

QUrl FakeServer::url() const
{
    return {u"http://127.0.0.1:%1"_s.arg(m_server.serverPort())};
}

void FakeServer::hangUp()
{
    const auto open = m_open.keys();
    for (QTcpSocket *socket : open)
        socket->abort();
}

void FakeServer::accept()
{
    QTcpSocket *socket = m_server.nextPendingConnection();
    m_open.insert(socket, {});
    QObject::connect(socket, &QTcpSocket::readyRead, &m_server, [this, socket] { read(socket); });
    QObject::connect(socket, &QTcpSocket::disconnected, &m_server, [this, socket] {
        m_open.remove(socket);
        socket->deleteLater();
    });
}

void FakeServer::read(QTcpSocket *socket)
{
    QByteArray &bytes = m_open[socket];
    bytes += socket->readAll();
    const qsizetype headEnd = bytes.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return;
    Request request;
    QList<QByteArray> lines = bytes.first(headEnd).split('\n');
    const QList<QByteArray> first = lines.takeFirst().trimmed().split(' ');
    request.method = first.value(0);
    request.path = first.value(1);
    for (const QByteArray &line : lines)
        request.headers.insert(line.left(line.indexOf(':')).toLower(),
                               line.mid(line.indexOf(':') + 1).trimmed());
    request.body = bytes.mid(headEnd + 4);
    if (request.body.size() < request.headers.value("content-length").toInt())
        return;
    bytes.clear();
    requests.append(request);
    m_handler(request, *socket);
}

QByteArray FakeServer::answer(int status, const QByteArray &type, const QByteArray &body)
{
    return "HTTP/1.1 " + QByteArray::number(status) + " x\r\nContent-Type: " + type
        + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QByteArray FakeServer::streamHead()
{
    return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";
}

} // namespace testing
