// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/wire/HttpCall.h"

#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>

#include <utility>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

using Attempt = tl::expected<ModelReply, ProviderFailure>;
using CallPtr = std::shared_ptr<HttpCall>;

class SystemProxy : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        return systemProxyForQuery(query);
    }
};

QNetworkRequest httpRequest(const HttpQuestion &question)
{
    QNetworkRequest request(question.url);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setHeader(QNetworkRequest::UserAgentHeader, u"Slipway/" SLIPWAY_VERSION ""_s);
    request.setRawHeader("Accept", "text/event-stream, application/x-ndjson, application/json");
    // A compressed stream would reach us in the compressor's pieces, not in the model's.
    request.setRawHeader("Accept-Encoding", "identity");
    if (!question.body.isEmpty())
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    for (const auto &[name, value] : question.fields)
        request.setRawHeader(name, value);
    return request;
}

/// A conversation with one server. One manager each: a shared one lets only six streams to a host run at
/// once.
struct Line
{
    QNetworkAccessManager network;
    std::unique_ptr<QNetworkReply> reply;

    explicit Line(const HttpQuestion &question)
    {
        if (isLoopback(question.url))
            network.setProxy(QNetworkProxy::NoProxy);
        else
            network.setProxyFactory(new SystemProxy);
        const QNetworkRequest request = httpRequest(question);
        reply.reset(question.body.isEmpty() ? network.get(request) : network.post(request, question.body));
    }
};

HttpAnswer headOf(const QNetworkReply &reply)
{
    return {reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
            reply.header(QNetworkRequest::ContentTypeHeader).toByteArray(),
            reply.rawHeader("Retry-After"),
            reply.rawHeader("Location"),
            {}};
}

bool isGood(const HttpAnswer &answer)
{
    return answer.status >= 200 && answer.status < 300;
}

tl::unexpected<ProviderFailure> failed(Error error)
{
    return tl::unexpected(ProviderFailure{std::move(error), {}});
}

Error stopped()
{
    return {ErrorKind::Cancelled, u"The model call was stopped"_s, {}};
}

Error silent(const QUrl &url, std::chrono::milliseconds limit)
{
    const auto seconds = static_cast<double>(limit.count()) / 1000;
    return {ErrorKind::Timeout, u"Nothing came from %1 for %2 s"_s.arg(url.authority()).arg(seconds), {}};
}

/// Hands on the pieces; false when the reader has had enough.
bool handOn(const QList<ModelDelta> &deltas, const HttpCall &call)
{
    for (const ModelDelta &delta : deltas) {
        if (call.stop.stop_requested())
            return false;
        call.sink(delta);
    }
    return !call.stop.stop_requested();
}

/// Lets a coroutine wait for each piece of a reply, as a Wake would. It is made once for all of them: to make
/// a Wake for each, with its connections and its timer, costs as much as to read what came.
class Incoming : public QObject
{
public:
    Incoming(QNetworkReply *from, std::chrono::milliseconds idleLimit, std::stop_token stopToken)
        : reply(from)
        , limit(idleLimit)
        , stop(std::move(stopToken))
        , m_stopped(stop, [this] { wake(); })
    {
        connect(reply, &QNetworkReply::readyRead, this, &Incoming::wake);
        connect(reply, &QNetworkReply::finished, this, &Incoming::wake);
        connect(&m_silence, &QTimer::timeout, this, &Incoming::wake);
        m_silence.setSingleShot(true);
    }

    QNetworkReply *const reply;
    const std::chrono::milliseconds limit;
    const std::stop_token stop;

    /// Whether there is nothing to take up yet; then wait().
    bool isAwaited() const
    {
        return reply->bytesAvailable() == 0 && !reply->isFinished() && !stop.stop_requested();
    }

    struct Awaiter
    {
        Incoming *incoming;
        bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> handle) const noexcept { incoming->m_waiter = handle; }
        void await_resume() const noexcept { }
    };
    Awaiter wait()
    {
        m_silence.start(limit);
        return Awaiter{this};
    }

private:
    /// Resumes from the event loop, never from inside the emitter.
    void wake()
    {
        if (!m_waiter || std::exchange(m_isWaking, true))
            return;
        const auto resume = [this] {
            m_isWaking = false;
            std::exchange(m_waiter, {}).resume();
        };
        QMetaObject::invokeMethod(this, resume, Qt::QueuedConnection);
    }

    QTimer m_silence;
    std::coroutine_handle<> m_waiter;
    bool m_isWaking = false;
    std::stop_callback<std::function<void()>> m_stopped;
};

/// The next bytes; none when the reply is finished. Cancelled, or Timeout when nothing came within the limit.
Task<QByteArray> nextBytes(Incoming *incoming)
{
    if (incoming->isAwaited())
        co_await incoming->wait();
    if (incoming->stop.stop_requested())
        co_return tl::unexpected(stopped());
    QByteArray bytes = incoming->reply->readAll();
    if (bytes.isEmpty() && !incoming->reply->isFinished())
        co_return tl::unexpected(silent(incoming->reply->request().url(), incoming->limit));
    co_return bytes;
}

ModelAnswer answerTo(const HttpCall &call, const QNetworkReply &reply)
{
    return {headOf(reply), call.question.url, call.framing, call.newStream()};
}

Result<> take(const QByteArray &bytes, ModelAnswer &answer, const HttpCall &call)
{
    const auto deltas = answer.take(bytes);
    if (!deltas)
        return tl::unexpected(deltas.error());
    if (!handOn(*deltas, call))
        return tl::unexpected(stopped());
    return {};
}

Attempt ending(const HttpCall &call, const QNetworkReply &reply, ModelAnswer &answer)
{
    if (headOf(reply).status == 0)
        return failed(failureOf(reply.error(), reply.errorString(), call.question.url));
    const auto rest = answer.end(reply.error() != QNetworkReply::NoError);
    if (!rest)
        return failed(rest.error());
    if (!handOn(*rest, call))
        return failed(stopped());
    return answer.finish(QDateTime::currentDateTimeUtc());
}

Result<> handOnLines(const Result<QByteArrayList> &lines,
                     const std::function<Result<>(const QByteArray &)> &onLine)
{
    if (!lines)
        return tl::unexpected(lines.error());
    Result<> taken;
    for (qsizetype i = 0; taken && i < lines->size(); ++i)
        taken = onLine(lines->at(i));
    return taken;
}

/// How an answer that is no model's has ended: well, refused, or broken off.
Result<> endOf(const QNetworkReply &reply, const HttpAnswer &answer, const QUrl &url)
{
    if (answer.status != 0 && !isGood(answer))
        return tl::unexpected(failureOf(answer, url, QDateTime::currentDateTimeUtc()).error);
    if (reply.error() != QNetworkReply::NoError)
        return tl::unexpected(failureOf(reply.error(), reply.errorString(), url));
    return {};
}

QCoro::Task<Attempt> talk(QNetworkReply *reply, CallPtr call)
{
    std::optional<ModelAnswer> answer;
    Incoming incoming(reply, call->idleLimit, call->stop);
    while (!answer || !answer->isComplete()) {
        const auto bytes = co_await nextBytes(&incoming);
        if (!bytes)
            co_return failed(bytes.error());
        if (bytes->isEmpty())
            break;
        if (call->keepsTraffic)
            call->received += *bytes;
        if (!answer)
            answer.emplace(answerTo(*call, *reply));
        if (const auto taken = take(*bytes, *answer, *call); !taken)
            co_return failed(taken.error());
    }
    if (!answer)
        answer.emplace(answerTo(*call, *reply));
    co_return ending(*call, *reply, *answer);
}

} // namespace

QCoro::Task<Attempt> carryOut(CallPtr call)
{
    const Line line(call->question);
    Attempt result = co_await talk(line.reply.get(), call);
    co_return result;
}

Task<> fetchLines(HttpQuestion question, std::function<Result<>(const QByteArray &)> onLine,
                  std::chrono::milliseconds idleLimit, std::stop_token stop)
{
    const Line line(question);
    QNetworkReply *const reply = line.reply.get();
    LineReader reader;
    HttpAnswer answer;
    Incoming incoming(reply, idleLimit, stop);
    while (true) {
        const auto bytes = co_await nextBytes(&incoming);
        if (!bytes)
            co_return tl::unexpected(bytes.error());
        answer = headOf(*reply);
        if (bytes->isEmpty() || !isGood(answer)) {
            answer.body = *bytes;
            break;
        }
        if (const auto fault = handOnLines(reader.feed(*bytes), onLine); !fault)
            co_return fault;
    }
    if (const auto fault = handOnLines(reader.feed("\n"), onLine); !fault) // the last may lack its end
        co_return fault;
    co_return endOf(*reply, answer, question.url);
}

Task<QByteArray> fetch(HttpQuestion question, std::chrono::milliseconds limit, std::stop_token stop)
{
    constexpr qint64 maxBytes = qint64(8) * 1024 * 1024;
    const Line line(question);
    QNetworkReply *const reply = line.reply.get();
    reply->setReadBufferSize(maxBytes + 1); // no more than this is taken off the wire
    Wake wake;
    wake.on(reply, &QNetworkReply::finished).on(stop).after(limit);
    co_await wake.wait();
    if (stop.stop_requested())
        co_return tl::unexpected(stopped());
    if (!reply->isFinished())
        co_return tl::unexpected(silent(question.url, limit));
    HttpAnswer answer = headOf(*reply);
    answer.body = reply->readAll();
    if (const auto fault = endOf(*reply, answer, question.url); !fault)
        co_return tl::unexpected(fault.error());
    co_return answer.body;
}

} // namespace agent
