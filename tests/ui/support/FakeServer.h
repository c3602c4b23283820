// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>

namespace testing {

/// A server on loopback that answers as a test says. One request a connection.
class FakeServer
{
public:
    struct Request
    {
        QByteArray method;
        QByteArray path;
        QMap<QByteArray, QByteArray> headers; ///< Names in lower case.
        QByteArray body;
    };
    /// Writes the whole answer, or its beginning; the socket stays open until it or the client closes it.
    using Handler = std::function<void(const Request &request, QTcpSocket &socket)>;

    explicit FakeServer(Handler handler);

    QUrl url() const;
    /// Everything that was asked, in order.
    QList<Request> requests;
    /// Breaks off every connection that is open.
    void hangUp();

    /// A whole answer with its length.
    static QByteArray answer(int status, const QByteArray &type, const QByteArray &body);
    /// The head of a stream of events.
    static QByteArray streamHead();

private:
    void accept();
    void read(QTcpSocket *socket);

    QTcpServer m_server;
    Handler m_handler;
    QMap<QTcpSocket *, QByteArray> m_open;
};

} // namespace testing
