// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/Route.h"

#include <QHttpServer>

#include <functional>

namespace http {

class RequestSocket;

/// The real QHttpServer, cut off from the network. All that differs between Qt 6.4 and 6.8 stands in this
/// file's source. Nothing is ever answered through its responders: in 6.4 they crash when a client leaves.
class QtHttpAdapter
{
public:
    /// Gets the value of the header that names the exchange.
    using Handler = std::function<void(const QByteArray &exchangeId)>;

    /// `header` is the name of that header.
    explicit QtHttpAdapter(QByteArray header);

    /// A GET route takes HEAD as well.
    void route(const QByteArray &method, const QByteArray &path, Handler handler);
    /// The socket to feed requests into, one whole request at a time; the handler runs inside feed().
    RequestSocket &socket() { return *m_socket; }

private:
    QByteArray m_header;
    QHttpServer m_server;
    RequestSocket *m_socket; // owned by m_server, through its listener
};

} // namespace http
