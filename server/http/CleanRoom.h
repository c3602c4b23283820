// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/QtHttpAdapter.h"
#include "server/http/Route.h"

#include <QHash>

namespace http {

/// Where QHttpServer works: it gets each request whole and in one canonical form, finds the route, and the
/// route's handler answers through the Exchange.
class CleanRoom
{
public:
    explicit CleanRoom(const QList<Route> &routes);

    /// Calls the handler of the exchange's route. Without one the exchange is dropped.
    void handle(ExchangePtr exchange);

    /// The bytes QHttpServer gets: the method, the path escaped anew, a fixed host, the content type, the
    /// exact length, the internal header, the body. No other header of the client is in it.
    static QByteArray canonical(const Request &request, const QByteArray &exchangeId);

private:
    QtHttpAdapter m_server;
    QHash<QByteArray, ExchangePtr> m_waiting; // at most one: requests are handled inside feed()
    quint64 m_lastId = 0;
};

} // namespace http
