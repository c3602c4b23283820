// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/CleanRoom.h"

#include "agent/base/Log.h"
#include "server/http/RequestSocket.h"

namespace http {
namespace {

QByteArray exchangeHeader()
{
    return "x-slipway-exchange";
}

} // namespace

CleanRoom::CleanRoom(const QList<Route> &routes)
    : m_server(exchangeHeader())
{
    for (const Route &route : routes) {
        m_server.route(route.method, route.path, [this, handle = route.handle](const QByteArray &exchangeId) {
            ExchangePtr exchange = m_waiting.take(exchangeId);
            if (!exchange)
                return;
            // No handler throws; if one does, it must not tear down Qt's parser. The exchange answers 500.
            try {
                handle(std::move(exchange));
            } catch (...) {
                qCCritical(agent::log::http) << "a handler threw";
            }
        });
    }
}

void CleanRoom::handle(ExchangePtr exchange)
{
    const QByteArray id = QByteArray::number(++m_lastId);
    const QByteArray bytes = canonical(exchange->request(), id);
    m_waiting[id] = std::move(exchange);
    m_server.socket().feed(bytes);
    m_waiting.remove(id);
}

QByteArray CleanRoom::canonical(const Request &request, const QByteArray &exchangeId)
{
    QByteArray bytes;
    bytes.reserve(256 + request.body.size());
    bytes += request.method + ' ' + request.path.toPercentEncoding("/") + " HTTP/1.1\r\nHost: localhost\r\n";
    bytes += exchangeHeader() + ": " + exchangeId + "\r\n";
    const QByteArray contentType = request.header("content-type");
    if (!contentType.isEmpty())
        bytes += "Content-Type: " + contentType + "\r\n";
    bytes += "Content-Length: " + QByteArray::number(request.body.size()) + "\r\n\r\n";
    return bytes + request.body;
}

} // namespace http
