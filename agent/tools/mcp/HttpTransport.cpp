// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/mcp/HttpTransport.h"

#include "agent/base/Clock.h"
#include "agent/tools/mcp/Deadline.h"
#include "agent/tools/mcp/EventFeed.h"
#include "agent/tools/mcp/HttpAnswer.h"
#include "agent/tools/mcp/HttpReply.h"

#include <QNetworkProxy>
#include <QNetworkRequest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent::mcp {
namespace {

constexpr auto sessionHeader = "Mcp-Session-Id";
constexpr auto lastEventHeader = "Last-Event-ID";
constexpr int firstError = 400;

using ReplyPtr = std::unique_ptr<QNetworkReply, QScopedPointerDeleteLater>;

bool isCut(const QNetworkReply &reply, const HttpAnswer &answer)
{
    return reply.isFinished() && isEventStream(reply) && !answer.message() && answer.isResumable();
}

} // namespace

/// A request that is under way.
struct HttpTransport::Exchange
{
    Outgoing request;
    Patience patience;
    Deadline deadline;
    Stopwatch watch = {};
};

HttpTransport::HttpTransport(QUrl url, QList<HttpHeader> headers)
    : m_url(std::move(url))
    , m_headers(std::move(headers))
{
    m_network.setProxy(QNetworkProxy::NoProxy);
}

HttpTransport::~HttpTransport() = default;

Task<RpcMessage> HttpTransport::exchange(Outgoing request, Patience patience)
{
    QNetworkAccessManager network; // its own: a shared one has six connections to a host
    network.setProxy(QNetworkProxy::NoProxy);
    ReplyPtr reply(network.post(requestFor(request), rpcText(request.message)));
    Wake head; // how the body is to be read is known when it begins
    head.on(reply.get(), &QNetworkReply::metaDataChanged).on(reply.get(), &QNetworkReply::finished);
    head.on(patience.stop).after(patience.limit);
    const qint64 id = request.message.id.toInteger();
    const auto exchange = std::make_shared<Exchange>(Exchange{request, patience, Deadline(id, patience)});
    co_await head.wait();
    HttpAnswer answer(id, isEventStream(*reply));
    const Deadline &deadline = exchange->deadline;
    const Stopwatch &watch = exchange->watch;
    while (true) {
        if (const Result<> taken = take(*reply, answer, exchange); !taken)
            co_return tl::unexpected(taken.error());
        const bool goesOn = isCut(*reply, answer);
        if (answer.message() || (reply->isFinished() && !goesOn))
            co_return conclusion(*reply, answer);
        if (deadline.isOver(watch.elapsed()))
            co_return abandon(request, deadline);
        Wake more;
        more.on(patience.stop).after(deadline.left(watch.elapsed()));
        if (goesOn)
            more.after(std::max(answer.pause(), leastPause));
        else
            more.on(reply.get(), &QNetworkReply::readyRead).on(reply.get(), &QNetworkReply::finished);
        co_await more.wait();
        if (goesOn) {
            answer.goOn();
            reply.reset(network.get(streamRequestFor(request, answer.lastId())));
        }
    }
}

Task<> HttpTransport::tell(Outgoing notification, Patience patience)
{
    const ReplyPtr reply(m_network.post(requestFor(notification), rpcText(notification.message)));
    Wake wake;
    wake.on(reply.get(), &QNetworkReply::finished).on(patience.stop).after(patience.limit);
    co_await wake.wait();
    if (!reply->isFinished())
        co_return abandon(notification, Deadline(0, patience));
    if (statusOf(*reply) < 200 || statusOf(*reply) >= 300)
        co_return failure(*reply, {});
    co_return Result<>();
}

void HttpTransport::listen(Outgoing asking, NewsSink news)
{
    const auto ask = [this, asking](const QByteArray &lastId) {
        return asking.era == Era::Modern ? m_network.post(requestFor(asking), rpcText(asking.message))
                                         : m_network.get(streamRequestFor(asking, lastId));
    };
    m_feed = std::make_unique<EventFeed>(ask);
    QObject::connect(m_feed.get(), &EventFeed::eventRead, m_feed.get(),
                     [this, asking, news](const QByteArray &event) { takeNews(event, asking, news); });
}

void HttpTransport::takeNews(const QByteArray &event, const Outgoing &asking, const NewsSink &news)
{
    const Result<RpcMessage> message = readRpc(event);
    if (!message || message->isAnswer())
        return;
    if (!message->isRequest()) {
        news(*message);
        return;
    }
    Outgoing ours = asking;
    ours.message = rpcAnswer(*message);
    tellUnheard(ours);
}

/// For an event stream, from behind an event on.
QNetworkRequest HttpTransport::streamRequestFor(const Outgoing &outgoing, const QByteArray &lastId) const
{
    QNetworkRequest request = requestFor(outgoing);
    request.setRawHeader("Content-Type", QByteArray());
    request.setRawHeader("Accept", "text/event-stream");
    if (!lastId.isEmpty() && isSafe({lastEventHeader, lastId}))
        request.setRawHeader(lastEventHeader, lastId);
    return request;
}

QNetworkRequest HttpTransport::requestFor(const Outgoing &outgoing) const
{
    QNetworkRequest request(m_url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setRawHeader("User-Agent", "Slipway/" SLIPWAY_VERSION);
    request.setRawHeader("Content-Type", "application/json");
    request.setRawHeader("Accept", "application/json, text/event-stream");
    for (const HttpHeader &header : m_headers + outgoing.headers)
        request.setRawHeader(header.first, header.second);
    if (!m_session.isEmpty())
        request.setRawHeader(sessionHeader, m_session);
    return request;
}

/// Takes what has come of the response so far.
Result<> HttpTransport::take(QNetworkReply &reply, HttpAnswer &answer,
                             const std::shared_ptr<Exchange> &exchange)
{
    if (const Result<> fed = answer.feed(reply.readAll()); !fed)
        return fed;
    exchange->deadline.take(answer.takeNotifications(), exchange->watch.elapsed());
    const AnswerSink send = [this, exchange](const RpcMessage &said) {
        exchange->deadline.release(exchange->watch.elapsed());
        Outgoing ours = exchange->request;
        ours.message = said;
        tellUnheard(ours);
    };
    for (const RpcMessage &asked : answer.takeRequests()) {
        exchange->deadline.hold(exchange->watch.elapsed());
        if (exchange->patience.asked)
            exchange->patience.asked(asked, send);
        else
            send(rpcAnswer(asked));
    }
    return {};
}

/// What came of a request.
Result<RpcMessage> HttpTransport::conclusion(QNetworkReply &reply, HttpAnswer &answer)
{
    answer.finish();
    const QByteArray session = reply.rawHeader(sessionHeader);
    if (!session.isEmpty() && isSafe({sessionHeader, session}))
        m_session = session;
    const std::optional<RpcMessage> &message = answer.message();
    if (message && (message->error || statusOf(reply) < firstError))
        return *message;
    return failure(reply, answer.beginOfBody());
}

tl::unexpected<Error> HttpTransport::abandon(const Outgoing &request, const Deadline &deadline)
{
    const RpcMessage &message = request.message;
    const Error error = deadline.error(message.method.value_or(QString()));
    const bool isStopped = error.kind == ErrorKind::Cancelled;
    // In the newer era a server is told by the end of the connection, and "initialize" is never cancelled.
    if (request.era == Era::Legacy && message.isRequest() && message.method != u"initialize") {
        Outgoing cancellation = request;
        cancellation.message = rpcCancellation(message, isStopped ? u"stopped"_s : u"too slow"_s);
        tellUnheard(cancellation);
    }
    return tl::unexpected(error);
}

/// Why a response is none that was asked for.
tl::unexpected<Error> HttpTransport::failure(QNetworkReply &reply, const QString &detail)
{
    constexpr int unauthorized = 401;
    constexpr int forbidden = 403;
    constexpr int notFound = 404;
    const int status = statusOf(reply);
    const QString place = m_url.toString(QUrl::RemoveQuery);
    if (status == 0)
        return fail(ErrorKind::Unavailable, u"could not be reached: %1"_s.arg(reply.errorString()), place);
    const QString reason = reply.attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString();
    const QString said = u"answered %1 %2"_s.arg(status).arg(reason).trimmed();
    if (status == unauthorized || status == forbidden)
        return fail(ErrorKind::Unauthorized, said + u"; check its \"headers\" in the agent file"_s, place);
    if (status == notFound && !m_session.isEmpty()) {
        m_isOpen = false; // the next agent connects anew
        m_feed.reset();
        return fail(ErrorKind::Unavailable, said + u": it has forgotten the session"_s, place);
    }
    if (status < firstError)
        return fail(ErrorKind::Unavailable, said + u" without an answer to what was asked"_s, place);
    return fail(ErrorKind::Unavailable, detail.isEmpty() ? said : said + u": "_s + detail, place);
}

void HttpTransport::tellUnheard(const Outgoing &outgoing)
{
    QNetworkReply *reply = m_network.post(requestFor(outgoing), rpcText(outgoing.message));
    QObject::connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
}

} // namespace agent::mcp
