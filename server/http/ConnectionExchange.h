// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/Exchange.h"
#include "server/http/RequestRecord.h"

namespace http {

class Connection;

/// How the connection wants this request to be answered.
struct AnswerManner
{
    bool isHttp10 = false;
    bool keepAlive = true;
    QByteArray id;         ///< The request's; see requestId().
    Principal principal;   ///< Who asks.
    QByteArray route;      ///< What for.
    QList<Header> headers; ///< For any answer.
};

/// The Exchange of a Connection. The connection outlives its part in it or lets go of it before.
class ConnectionExchange final : public Exchange
{
public:
    ConnectionExchange(Connection &connection, Request request, AnswerManner manner);
    ~ConnectionExchange() override;

    const Request &request() const override { return m_request; }
    const Principal &principal() const override { return m_manner.principal; }
    bool isOpen() const override { return m_connection != nullptr; }
    void answer(Answer answer) override;
    void beginStream(const QByteArray &contentType, const QList<Header> &headers) override;
    void write(const QByteArray &piece) override;
    void end() override;
    qsizetype queuedBytes() const override;
    void whenClosed(std::function<void()> callback) override;
    void whenDrained(std::function<void()> callback) override;

    // From the connection:
    void clientFinishes();
    void clientGone();
    void drained();

private:
    void complete();
    RequestRecord record(bool clientLeft) const;

    Connection *m_connection; // null when there is nothing more to say
    Request m_request;
    AnswerManner m_manner;
    std::function<void()> m_whenClosed;
    std::function<void()> m_whenDrained;
    std::chrono::steady_clock::time_point m_begin = std::chrono::steady_clock::now();
    bool m_begun = false;
    int m_status = 0;
    qint64 m_bodyBytes = 0;
};

} // namespace http
