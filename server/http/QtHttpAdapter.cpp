// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/QtHttpAdapter.h"

#include "server/http/RequestSocket.h"
#include "server/http/RoutePath.h"

#include <QHttpServerRequest>
#include <QHttpServerResponder>
#include <QTcpServer>

namespace http {
namespace {

#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
using Responder = QHttpServerResponder &;
#else
using Responder = QHttpServerResponder &&;
#endif

/// The server QHttpServer is bound to. Qt takes only one that listens, so it does, but for no turn of the
/// event loop: nobody can be accepted.
class Listener final : public QTcpServer
{
public:
    using QTcpServer::QTcpServer;

    void offer(RequestSocket *socket)
    {
        addPendingConnection(socket);
        emit newConnection();
    }
};

QHttpServerRequest::Methods methodsOf(const QByteArray &method)
{
    using Method = QHttpServerRequest::Method;
    if (method == "GET")
        return Method::Get | Method::Head;
    if (method == "PUT")
        return Method::Put;
    if (method == "DELETE")
        return Method::Delete;
    return Method::Post;
}

} // namespace

QtHttpAdapter::QtHttpAdapter(QByteArray header)
    : m_header(std::move(header))
{
    auto *listener = new Listener; // bind() makes it a child of m_server
    listener->listen(QHostAddress(QHostAddress::LocalHost), 0);
    m_server.bind(listener);
    m_socket = new RequestSocket(listener);
    listener->offer(m_socket);
    listener->close();
}

void QtHttpAdapter::route(const QByteArray &method, const QByteArray &path, Handler handler)
{
    m_server.route(expressionFor(path), methodsOf(method),
                   [header = m_header, handler = std::move(handler)](
                       const QHttpServerRequest &request, Responder) { handler(request.value(header)); });
}

} // namespace http
