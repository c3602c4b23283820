// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/openai/OpenAiProvider.h"

#include "agent/providers/Traffic.h"
#include "agent/providers/openai/OpenAiAnswer.h"

#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>

#include <utility>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

using Attempt = tl::expected<ModelReply, ProviderFailure>;

/// One HTTP call. Shared by the steps of its coroutine, so that none of them holds a reference.
struct Call
{
    std::shared_ptr<const OpenAiSettings> settings;
    QUrl url;
    QByteArray body;
    QSet<QString> takenIds;
    std::chrono::milliseconds idleLimit{};
    ModelSink sink;
    std::stop_token stop;

    QByteArray received; // kept only when traffic is
};

class SystemProxy : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        return systemProxyForQuery(query);
    }
};

QUrl chatUrl(const QUrl &base)
{
    QUrl url = base;
    QString path = base.path();
    while (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path + u"/chat/completions"_s);
    return url;
}

QNetworkRequest httpRequest(const Call &call)
{
    QNetworkRequest request(call.url);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setHeader(QNetworkRequest::UserAgentHeader, u"Slipway/" SLIPWAY_VERSION ""_s);
    request.setRawHeader("Accept", "text/event-stream, application/json");
    // A compressed stream would reach us in the compressor's pieces, not in the model's.
    request.setRawHeader("Accept-Encoding", "identity");
    if (!call.settings->apiKey.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + call.settings->apiKey.toUtf8());
    return request;
}

HttpAnswer headOf(const QNetworkReply &reply)
{
    return {reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
            reply.header(QNetworkRequest::ContentTypeHeader).toByteArray(),
            reply.rawHeader("Retry-After"),
            reply.rawHeader("Location"),
            {}};
}

QSet<QString> idsIn(const QList<Message> &messages)
{
    QSet<QString> ids;
    for (const Message &message : messages) {
        for (const ToolCall &call : message.toolCalls)
            ids.insert(call.id);
    }
    return ids;
}

tl::unexpected<ProviderFailure> failed(ErrorKind kind, const QString &message)
{
    return tl::unexpected(ProviderFailure{{kind, message, {}, {}}, {}});
}

tl::unexpected<ProviderFailure> silent(const Call &call)
{
    const auto seconds = static_cast<double>(call.idleLimit.count()) / 1000;
    return failed(ErrorKind::Timeout,
                  u"Nothing came from %1 for %2 s"_s.arg(call.url.authority()).arg(seconds));
}

/// Hands on the pieces; false when the reader has had enough.
bool handOn(const QList<ModelDelta> &deltas, const Call &call)
{
    for (const ModelDelta &delta : deltas) {
        if (call.stop.stop_requested())
            return false;
        call.sink(delta);
    }
    return !call.stop.stop_requested();
}

void keep(const Call &call)
{
    const bool isStream = !call.received.trimmed().startsWith('{');
    keepTraffic(call.settings->trafficFolder,
                {call.settings->name, call.body, call.received, isStream, call.settings->apiKey});
}

/// Waits for the next bytes; empty when the reply is finished, the limit has passed or a stop was asked for.
QCoro::Task<QByteArray> nextBytes(QNetworkReply *reply, std::shared_ptr<Call> call)
{
    if (reply->bytesAvailable() == 0 && !reply->isFinished() && !call->stop.stop_requested()) {
        Wake wake;
        wake.on(reply, &QNetworkReply::readyRead).on(reply, &QNetworkReply::finished);
        wake.on(call->stop).after(call->idleLimit);
        co_await wake.wait();
    }
    co_return reply->readAll();
}

QCoro::Task<Attempt> talk(QNetworkReply *reply, std::shared_ptr<Call> call)
{
    std::optional<OpenAiAnswer> answer;
    const bool keepsTraffic = !call->settings->trafficFolder.isEmpty();
    while (!answer || !answer->isComplete()) {
        const QByteArray bytes = co_await nextBytes(reply, call);
        if (call->stop.stop_requested())
            co_return failed(ErrorKind::Cancelled, u"The model call was stopped"_s);
        if (bytes.isEmpty() && reply->isFinished())
            break;
        if (bytes.isEmpty())
            co_return silent(*call);
        if (keepsTraffic)
            call->received += bytes;
        if (!answer)
            answer.emplace(headOf(*reply), call->url, OpenAiStream(call->takenIds));
        const auto deltas = answer->take(bytes);
        if (!deltas)
            co_return tl::unexpected(ProviderFailure{deltas.error(), {}});
        if (!handOn(*deltas, *call))
            co_return failed(ErrorKind::Cancelled, u"The model call was stopped"_s);
    }
    if (!answer)
        answer.emplace(headOf(*reply), call->url, OpenAiStream(call->takenIds));
    const bool hasNoStatus = headOf(*reply).status == 0;
    if (hasNoStatus)
        co_return tl::unexpected(
            ProviderFailure{failureOf(reply->error(), reply->errorString(), call->url), {}});
    const auto rest = answer->end();
    if (!rest)
        co_return tl::unexpected(ProviderFailure{rest.error(), {}});
    if (!handOn(*rest, *call))
        co_return failed(ErrorKind::Cancelled, u"The model call was stopped"_s);
    co_return answer->finish(QDateTime::currentDateTimeUtc());
}

QCoro::Task<Attempt> attempt(std::shared_ptr<Call> call)
{
    // One manager a call: a shared one lets only six streams to a host run at once.
    QNetworkAccessManager network;
    if (isLoopback(call->url))
        network.setProxy(QNetworkProxy::NoProxy);
    else
        network.setProxyFactory(new SystemProxy);
    const std::unique_ptr<QNetworkReply> reply(network.post(httpRequest(*call), call->body));
    Attempt result = co_await talk(reply.get(), call);
    keep(*call);
    co_return result;
}

/// Learns from a refusal; false when there is nothing new to learn.
bool concede(OpenAiConcessions &concessions, const ProviderFailure &failure)
{
    if (failure.error.kind != ErrorKind::InvalidInput)
        return false;
    if (failure.parameter == u"temperature"_s)
        return !std::exchange(concessions.noTemperature, true);
    if (failure.parameter == u"stream_options"_s)
        return !std::exchange(concessions.noStreamOptions, true);
    if (failure.parameter == u"max_tokens"_s || failure.parameter == u"max_completion_tokens"_s)
        return !std::exchange(concessions.otherTokenLimit, true);
    return false;
}

tl::unexpected<Error> withoutSecrets(Error error, const Call &call)
{
    if (!call.settings->apiKey.isEmpty())
        error.message.replace(call.settings->apiKey, u"(key)"_s);
    error.where = shown(call.url);
    return tl::unexpected(std::move(error));
}

tl::unexpected<Error> keyMissing(const OpenAiSettings &settings)
{
    return fail(
        ErrorKind::Unauthorized,
        u"The environment variable %1 is not set; set it to your API key and start again, or choose another "
        "provider in the agent file"_s.arg(settings.missingKey),
        shown(settings.baseUrl));
}

Task<ModelReply> converse(std::shared_ptr<Call> call, std::shared_ptr<OpenAiProvider::Concessions> learned,
                          ModelRequest request)
{
    if (!call->settings->missingKey.isEmpty())
        co_return keyMissing(*call->settings);
    while (true) {
        OpenAiConcessions concessions = learned->value(request.model);
        call->body = openAiBody(request, concessions);
        Attempt result = co_await attempt(call);
        if (result)
            co_return *std::move(result);
        if (!concede(concessions, result.error()))
            co_return withoutSecrets(result.error().error, *call);
        learned->insert(request.model, concessions);
        call->received.clear();
    }
}

} // namespace

OpenAiProvider::OpenAiProvider(OpenAiSettings settings)
    : m_settings(std::make_shared<const OpenAiSettings>(std::move(settings)))
{
}

QString OpenAiProvider::name() const
{
    return m_settings->name;
}

QString OpenAiProvider::defaultModel() const
{
    return m_settings->defaultModel;
}

Task<ModelReply> OpenAiProvider::complete(ModelRequest request, ModelSink sink, std::stop_token stop)
{
    auto call = std::make_shared<Call>();
    call->settings = m_settings;
    call->url = chatUrl(m_settings->baseUrl);
    call->takenIds = idsIn(request.messages);
    call->idleLimit = request.idleLimit;
    call->sink = std::move(sink);
    call->stop = std::move(stop);
    return converse(std::move(call), m_concessions, std::move(request));
}

} // namespace agent
