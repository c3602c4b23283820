// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/Connection.h"

#include "server/http/Problem.h"
#include "server/http/RequestId.h"
#include "server/http/ResponseHead.h"

#include <QScopedValueRollback>

#include <utility>

using namespace Qt::StringLiterals;

namespace http {
namespace {

constexpr qint64 paceBytes = 16 << 10;             // see Limits::bodyTime
constexpr qsizetype pipelineQueueBytes = 64 << 10; // no new request while so much of the answers waits

} // namespace

Connection::Connection(std::unique_ptr<Socket> socket, ConnectionHost &host, const Limits &limits)
    : m_socket(std::move(socket))
    , m_host(host)
    , m_limits(limits)
    , m_parser(limits)
{
    m_socket->setUser(this);
    touch();
}

Connection::~Connection()
{
    if (m_state == State::Answering)
        m_socket->abort(); // half an answer must not end like a whole one
    leaveExchange();
}

void Connection::received(QByteArrayView bytes)
{
    if (m_state == State::Lingering || m_state == State::Dead)
        return;
    m_pending.append(bytes);
    if (m_state == State::Answering)
        m_socket->setReading(false);
    else
        work();
}

void Connection::drained()
{
    touch();
    if (const auto exchange = m_exchange.lock())
        exchange->drained();
    if (m_state == State::Reading && !m_pending.isEmpty())
        m_host.wantsTurn(*this);
}

void Connection::peerFinished()
{
    switch (m_state) {
    case State::Reading:
        endIfNothingComes();
        break;
    case State::Answering:
        if (const auto exchange = m_exchange.lock())
            exchange->clientFinishes();
        break;
    case State::Lingering:
        if (queuedBytes() == 0)
            die();
        break;
    case State::Dead:
        break;
    }
}

void Connection::peerGone()
{
    die();
}

void Connection::proceed()
{
    if (m_state != State::Reading)
        return;
    work();
    endIfNothingComes();
}

void Connection::endIfNothingComes()
{
    if (m_state != State::Reading || !m_pending.isEmpty() || !m_socket->atEnd())
        return;
    if (queuedBytes() > 0)
        linger();
    else
        die();
}

void Connection::work()
{
    if (m_working)
        return;
    const QScopedValueRollback working(m_working, true);
    while (m_state == State::Reading && queuedBytes() < pipelineQueueBytes) {
        const bool wasIdle = m_parser.isIdle();
        QByteArrayView rest = m_pending.view();
        const RequestParser::Step step = m_parser.feed(rest);
        m_pending.keepLast(rest.size());
        if (wasIdle && !m_parser.isIdle())
            touch(); // the time for the head begins with its first byte
        if (step == RequestParser::Step::NeedMore) {
            pace();
            break;
        }
        take(step);
    }
    if (m_state == State::Reading)
        m_socket->setReading(m_pending.isEmpty());
}

void Connection::take(RequestParser::Step step)
{
    switch (step) {
    case RequestParser::Step::Head:
        headIsThere();
        break;
    case RequestParser::Step::Complete:
        dispatch(m_parser.framing().keepAlive);
        break;
    case RequestParser::Step::Failed:
        refuse(m_parser.fault());
        break;
    case RequestParser::Step::NeedMore:
        break;
    }
}

void Connection::headIsThere()
{
    touch();
    m_pacedBytes = 0;
    m_admission = m_host.admit(m_parser.head());
    const Framing &framing = m_parser.framing();
    if (m_admission.refusal) {
        // A body that is not worth waiting for: the answer comes at once and the connection ends.
        const bool tooLarge = framing.contentLength.value_or(0) > quint64(m_limits.bodyBytes);
        if (framing.expectsContinue || tooLarge)
            return dispatch(false);
        m_parser.discardBody();
        return;
    }
    m_parser.limitBody(m_admission.maxBodyBytes);
    const bool tooLarge = framing.contentLength.value_or(0) > quint64(m_admission.maxBodyBytes);
    if (framing.expectsContinue && framing.hasBody() && !tooLarge && m_pending.isEmpty())
        m_socket->send("HTTP/1.1 100 Continue\r\n\r\n");
}

void Connection::dispatch(bool keepAlive)
{
    m_state = State::Answering;
    AnswerManner manner;
    manner.isHttp10 = m_parser.framing().isHttp10;
    manner.keepAlive = keepAlive;
    Admission admission = std::exchange(m_admission, {});
    manner.headers = std::move(admission.headers);
    manner.principal = std::move(admission.principal);
    manner.route = std::move(admission.route);
    Request request = m_parser.take();
    manner.id = requestId(request);
    auto exchange = std::make_shared<ConnectionExchange>(*this, std::move(request), std::move(manner));
    m_exchange = exchange;
    if (admission.refusal)
        exchange->answer(std::move(*admission.refusal));
    else
        m_host.handle(std::move(exchange));
}

/// A body must come at a pace, not only move: one byte now and then would hold the connection for ever.
void Connection::pace()
{
    if (m_parser.isInBody() && m_parser.bodyBytes() - m_pacedBytes >= paceBytes) {
        m_pacedBytes = m_parser.bodyBytes();
        touch();
    }
}

void Connection::send(const QByteArray &bytes)
{
    if (queuedBytes() == 0)
        touch();
    m_socket->send(bytes);
}

void Connection::sendStreamed(const QByteArray &bytes)
{
    if (queuedBytes() > m_limits.streamQueueBytes)
        cutOff();
    else
        send(bytes);
}

void Connection::answered(bool keepAlive)
{
    m_exchange.reset();
    if (!keepAlive || (m_socket->atEnd() && m_pending.isEmpty()))
        return linger();
    m_state = State::Reading;
    touch();
    if (m_working)
        return;
    // Not at once: whoever answered should not find the next request handled inside its call.
    if (!m_pending.isEmpty())
        m_host.wantsTurn(*this);
    else
        m_socket->setReading(true);
}

void Connection::refuse(const Fault &fault)
{
    const Request &head = m_parser.head();
    const Answer answer = m_admission.error(fault.status, fault.detail);
    ResponseHead response;
    response.status = answer.status;
    response.contentType = answer.contentType;
    response.headers = std::exchange(m_admission.headers, {});
    response.requestId = requestId(head);
    response.contentLength = answer.body.size();
    response.close = true;
    send(wire(response) + answer.body);

    RequestRecord record;
    record.id = response.requestId;
    record.method = head.method;
    record.path = head.path;
    record.userAgent = head.header("user-agent");
    record.status = answer.status;
    record.bodyBytes = answer.body.size();
    report(record);
    linger();
}

void Connection::linger()
{
    m_state = State::Lingering;
    m_pending.clear();
    touch();
    m_socket->finish();
    m_socket->setReading(true);
    if (m_socket->atEnd() && queuedBytes() == 0)
        die();
}

void Connection::cutOff()
{
    m_socket->abort();
    die();
}

void Connection::die()
{
    if (m_state == State::Dead)
        return;
    m_state = State::Dead;
    leaveExchange();
    m_host.wantsTurn(*this);
}

void Connection::leaveExchange()
{
    const auto exchange = m_exchange.lock();
    m_exchange.reset();
    if (exchange)
        exchange->clientGone();
}

/// How long the present wait may last; nothing where it may last for ever. (milliseconds::max() would
/// overflow when it is compared with the clock's nanoseconds.)
std::optional<std::chrono::milliseconds> Connection::allowance() const
{
    if (queuedBytes() > 0)
        return m_limits.stallTime;
    switch (m_state) {
    case State::Reading:
        if (m_parser.isIdle())
            return m_limits.idleTime;
        return m_parser.isInBody() ? m_limits.bodyTime : m_limits.headerTime;
    case State::Lingering:
        return m_limits.lingerTime;
    case State::Answering:
    case State::Dead:
        break;
    }
    return std::nullopt;
}

void Connection::checkTime(Time now)
{
    if (std::exchange(m_sentBefore, m_socket->sentBytes()) != m_socket->sentBytes())
        touch();
    const auto allowed = allowance();
    if (allowed && now - m_since > *allowed)
        timeIsUp();
}

void Connection::timeIsUp()
{
    if (m_state == State::Reading && queuedBytes() == 0 && !m_parser.isIdle())
        refuse({408, u"The request did not come in time."_s});
    else if (m_state == State::Reading && queuedBytes() == 0)
        die();
    else
        cutOff();
}

} // namespace http
