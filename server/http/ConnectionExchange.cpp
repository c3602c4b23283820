// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/ConnectionExchange.h"

#include "server/http/Connection.h"
#include "server/http/Problem.h"
#include "server/http/ResponseHead.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace http {

ConnectionExchange::ConnectionExchange(Connection &connection, Request request, AnswerManner manner)
    : m_connection(&connection)
    , m_request(std::move(request))
    , m_manner(std::move(manner))
{
}

ConnectionExchange::~ConnectionExchange()
{
    m_whenClosed = {}; // nobody is left to be told
    if (!m_connection)
        return;
    if (m_begun)
        m_connection->cutOff();
    else
        answer(problem(500, u"The server did not answer this request."_s));
}

void ConnectionExchange::answer(Answer answer)
{
    if (!m_connection || m_begun)
        return;
    ResponseHead head;
    head.status = answer.status;
    head.contentType = answer.contentType;
    head.headers = answer.headers;
    head.contentLength = answer.body.size();
    if (hasNoBody(answer.status))
        head.contentType.clear();
    if (m_request.method == "HEAD" || hasNoBody(answer.status))
        answer.body.clear();
    m_bodyBytes = answer.body.size();
    m_begun = true;
    m_status = head.status;
    head.headers += m_manner.headers;
    head.requestId = m_manner.id;
    head.close = !m_manner.keepAlive;
    head.keepsHttp10Open = m_manner.isHttp10;
    m_connection->send(wire(head) + answer.body);
    complete();
}

void ConnectionExchange::beginStream(const QByteArray &contentType, const QList<Header> &headers)
{
    if (!m_connection || m_begun)
        return;
    if (m_manner.isHttp10)
        m_manner.keepAlive = false; // there the end of the connection is the end of the stream
    ResponseHead head;
    head.contentType = contentType;
    head.headers = headers + m_manner.headers;
    head.requestId = m_manner.id;
    head.chunked = !m_manner.isHttp10;
    head.close = !m_manner.keepAlive;
    m_begun = true;
    m_status = head.status;
    m_connection->send(wire(head));
}

void ConnectionExchange::write(const QByteArray &piece)
{
    if (!m_connection || !m_begun || piece.isEmpty() || m_request.method == "HEAD")
        return;
    m_bodyBytes += piece.size();
    m_connection->sendStreamed(m_manner.isHttp10 ? piece : chunk(piece));
}

void ConnectionExchange::end()
{
    if (!m_connection || !m_begun)
        return;
    if (!m_manner.isHttp10 && m_request.method != "HEAD")
        m_connection->send("0\r\n\r\n");
    complete();
}

qsizetype ConnectionExchange::queuedBytes() const
{
    return m_connection ? m_connection->queuedBytes() : 0;
}

void ConnectionExchange::whenClosed(std::function<void()> callback)
{
    m_whenClosed = std::move(callback);
}

void ConnectionExchange::whenDrained(std::function<void()> callback)
{
    m_whenDrained = std::move(callback);
}

void ConnectionExchange::clientFinishes()
{
    if (const auto callback = std::exchange(m_whenClosed, {}))
        callback();
}

void ConnectionExchange::clientGone()
{
    Connection *connection = std::exchange(m_connection, nullptr);
    if (!connection)
        return;
    const auto drained = std::exchange(m_whenDrained, {}); // dies last, see complete()
    connection->report(record(true));
    clientFinishes();
}

void ConnectionExchange::drained()
{
    // A copy: the callback may end the stream or set another.
    if (const auto callback = m_whenDrained)
        callback();
}

void ConnectionExchange::complete()
{
    Connection *connection = std::exchange(m_connection, nullptr);
    // They die last: one of them may hold the only handle to this exchange.
    const auto closed = std::exchange(m_whenClosed, {});
    const auto drained = std::exchange(m_whenDrained, {});
    connection->report(record(false));
    connection->answered(m_manner.keepAlive);
}

RequestRecord ConnectionExchange::record(bool clientLeft) const
{
    RequestRecord record;
    record.id = m_manner.id;
    record.principal = m_manner.principal.name;
    record.route = m_manner.route;
    record.method = m_request.method;
    record.path = m_request.path;
    record.userAgent = m_request.header("user-agent");
    record.status = m_status;
    record.bodyBytes = m_bodyBytes;
    record.clientLeft = clientLeft;
    record.duration =
        std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - m_begin);
    return record;
}

} // namespace http
