// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/ByteQueue.h"
#include "server/http/ConnectionExchange.h"
#include "server/http/RequestHandler.h"
#include "server/http/RequestParser.h"
#include "server/http/Transport.h"

#include <chrono>
#include <memory>
#include <optional>

namespace http {

class Connection;

/// Whom a connection belongs to.
class ConnectionHost : public RequestHandler
{
public:
    virtual void report(const RequestRecord &record) = 0;
    /// Call proceed() from the event loop soon, or destroy the connection if it isDead().
    virtual void wantsTurn(Connection &connection) = 0;

protected:
    ~ConnectionHost() = default;
};

/// One client: requests in, one at a time and in order; answers out; time limits; a clean end. An answer
/// after which the connection ends is followed by a time of listening, or a sender that is still at its body
/// would never see it (RFC 9112 section 9.6).
class Connection final : private SocketUser
{
public:
    using Time = std::chrono::steady_clock::time_point;

    /// `host` must outlive the connection.
    Connection(std::unique_ptr<Socket> socket, ConnectionHost &host, const Limits &limits);
    ~Connection();

    bool isDead() const { return m_state == State::Dead; }
    void proceed();
    /// Looks whether a time limit has passed. Call it a few times in the shortest of them.
    void checkTime(Time now);
    /// Answers with a problem, whatever has been asked, and ends.
    void refuse(const Fault &fault);

    // From the exchange:
    void send(const QByteArray &bytes);
    /// Like send(), but cuts the client off if it has let too much pile up.
    void sendStreamed(const QByteArray &bytes);
    qsizetype queuedBytes() const { return m_socket->queuedBytes(); }
    void answered(bool keepAlive);
    /// Breaks the connection: the answer cannot be completed.
    void cutOff();
    void report(const RequestRecord &record) { m_host.report(record); }

private:
    enum class State { Reading, Answering, Lingering, Dead };

    void received(QByteArrayView bytes) override;
    void drained() override;
    void peerFinished() override;
    void peerGone() override;

    void work();
    void take(RequestParser::Step step);
    void headIsThere();
    void dispatch(bool keepAlive);
    void pace();
    void endIfNothingComes();
    void linger();
    void die();
    void leaveExchange();
    void touch() { m_since = std::chrono::steady_clock::now(); }
    std::optional<std::chrono::milliseconds> allowance() const;
    void timeIsUp();

    std::unique_ptr<Socket> m_socket;
    ConnectionHost &m_host;
    Limits m_limits;
    RequestParser m_parser;
    Admission m_admission;
    std::weak_ptr<ConnectionExchange> m_exchange;
    ByteQueue m_pending; // received, not parsed
    State m_state = State::Reading;
    bool m_working = false;
    Time m_since;            // since when the present wait lasts
    qint64 m_pacedBytes = 0; // of the body, when m_since was last set
    qint64 m_sentBefore = 0; // by the socket, when last looked
};

} // namespace http
