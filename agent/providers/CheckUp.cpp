// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/CheckUp.h"

#include "agent/base/Clock.h"
#include "agent/base/Json.h"
#include "agent/providers/wire/HttpCall.h"

#include <QHostInfo>
#include <QNetworkProxyFactory>
#include <QSslCertificate>
#include <QSslCipher>
#include <QSslSocket>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

using Outcome = CheckStep::Outcome;
using Step = QCoro::Task<CheckStep>;

constexpr std::chrono::seconds patience(10);

CheckStep step(const QString &name, bool isGood, const QString &detail)
{
    return {name, isGood ? Outcome::Good : Outcome::Bad, detail};
}

quint16 portOf(const QUrl &url)
{
    constexpr int http = 80;
    constexpr int https = 443;
    return static_cast<quint16>(url.port(url.scheme() == u"https" ? https : http));
}

/// "proxy.example.com:3128"; empty when the address is reached straight.
QString proxyFor(const QUrl &url)
{
    if (isLoopback(url))
        return {};
    const QNetworkProxy proxy = QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(url)).value(0);
    const bool isStraight =
        proxy.type() == QNetworkProxy::NoProxy || proxy.type() == QNetworkProxy::DefaultProxy;
    return isStraight ? QString() : u"%1:%2"_s.arg(proxy.hostName()).arg(proxy.port());
}

Step findHost(QUrl url, std::stop_token stop)
{
    QHostInfo found;
    bool isFound = false;
    Wake wake;
    wake.on(stop).after(patience);
    QObject lifetime; // a look-up that ends after this function has nobody to tell
    const auto take = [&](const QHostInfo &info) {
        found = info;
        isFound = true;
        wake.fire();
    };
    QHostInfo::lookupHost(url.host(), &lifetime, take);
    co_await wake.wait();
    const bool isGood = isFound && found.error() == QHostInfo::NoError && !found.addresses().isEmpty();
    QString detail = u"%1 is %2"_s;
    if (isGood)
        detail = detail.arg(url.host(), found.addresses().constFirst().toString());
    else
        detail = isFound ? u"there is no host %1; check base_url and this machine's network"_s.arg(url.host())
                         : u"no name server answered within 10 s; check this machine's network"_s;
    co_return step(u"host name"_s, isGood, detail);
}

QString refusalOf(const QSslSocket &socket, const QString &where)
{
    if (socket.error() == QAbstractSocket::ConnectionRefusedError)
        return u"nothing listens at %1; is the server started?"_s.arg(where);
    return u"%1 cannot be reached: %2"_s.arg(where, socket.errorString());
}

Step connectTo(QSslSocket *socket, QUrl url, std::stop_token stop)
{
    const Stopwatch watch;
    socket->connectToHost(url.host(), portOf(url));
    Wake wake;
    wake.on(socket, &QSslSocket::connected).on(socket, &QSslSocket::errorOccurred).on(stop).after(patience);
    co_await wake.wait();
    const QString where = u"%1:%2"_s.arg(url.host()).arg(portOf(url));
    if (socket->state() == QAbstractSocket::ConnectedState)
        co_return step(u"connection"_s, true, u"%1 in %2 ms"_s.arg(where).arg(watch.elapsed().count()));
    const QString late = u"%1 did not answer within 10 s"_s.arg(where);
    co_return step(u"connection"_s, false, wake.timedOut() ? late : refusalOf(*socket, where));
}

Step encrypt(QSslSocket *socket, QUrl url, std::stop_token stop)
{
    socket->setPeerVerifyName(url.host());
    socket->startClientEncryption();
    Wake wake;
    wake.on(socket, &QSslSocket::encrypted).on(socket, &QSslSocket::errorOccurred).on(stop).after(patience);
    co_await wake.wait();
    const QSslCertificate certificate = socket->peerCertificate();
    const QString detail = socket->isEncrypted()
        ? u"%1, certificate valid until %2"_s.arg(socket->sessionCipher().protocolString(),
                                                  certificate.expiryDate().toString(Qt::ISODate).left(10))
        : u"no safe connection to %1: %2"_s.arg(url.host(), socket->errorString());
    co_return step(u"encryption"_s, socket->isEncrypted(), detail);
}

/// Tells the sink; whether to go on.
bool tell(const CheckStep &done, const CheckSink &sink)
{
    sink(done);
    return done.outcome != Outcome::Bad;
}

QCoro::Task<bool> checkAddress(QUrl url, CheckSink sink, std::stop_token stop)
{
    const QString proxy = proxyFor(url);
    if (!proxy.isEmpty()) {
        const CheckStep through{u"connection"_s, Outcome::Good, u"through the proxy %1"_s.arg(proxy)};
        co_return tell(through, sink);
    }
    const CheckStep host = co_await findHost(url, stop);
    if (!tell(host, sink))
        co_return false;
    QSslSocket socket;
    socket.setProxy(QNetworkProxy::NoProxy);
    const CheckStep connected = co_await connectTo(&socket, url, stop);
    if (!tell(connected, sink) || url.scheme() != u"https")
        co_return connected.outcome != Outcome::Bad;
    const CheckStep encrypted = co_await encrypt(&socket, url, stop);
    co_return tell(encrypted, sink);
}

// Not every server has a list of its models, so its absence is no fault.
Step checkModelList(ProviderChoice choice, std::stop_token stop)
{
    const auto models = co_await choice.provider->models(stop);
    CheckStep done{u"model list"_s, Outcome::Remark, {}};
    if (!models) {
        done.detail = models.error().message;
        done.outcome = models.error().kind == ErrorKind::Unauthorized ? Outcome::Bad : Outcome::Remark;
        co_return done;
    }
    const bool isListed = models->contains(choice.model);
    done.outcome = isListed ? Outcome::Good : Outcome::Remark;
    done.detail = isListed ? u"%1 offered, %2 among them"_s : u"%1 offered, %2 not among them"_s;
    done.detail = done.detail.arg(models->size()).arg(choice.model);
    co_return done;
}

Task<ModelReply> ask(const ProviderChoice &choice, ModelRequest request, const std::stop_token &stop)
{
    constexpr int enough = 200; // a reasoning model thinks before it speaks
    request.model = choice.model;
    request.maxTokens = enough;
    const ModelSink ignore = [](const ModelDelta &) { };
    return choice.provider->complete(std::move(request), ignore, stop);
}

Step checkModel(ProviderChoice choice, std::chrono::milliseconds idleLimit, std::stop_token stop)
{
    ModelRequest request;
    request.idleLimit = idleLimit;
    request.messages = {Message{Role::User, u"Reply with the word OK."_s, {}, {}}};
    const Stopwatch watch;
    const auto reply = co_await ask(choice, request, stop);
    co_return step(u"model"_s, reply.has_value(),
                   reply ? u"%1 answered in %2 ms"_s.arg(choice.model).arg(watch.elapsed().count())
                         : reply.error().message);
}

ToolInfo sumTool()
{
    const QJsonObject expression{{u"type"_s, u"string"_s}, {u"description"_s, u"Such as 2 + 3"_s}};
    const QJsonObject parameters{{u"type"_s, u"object"_s},
                                 {u"properties"_s, QJsonObject{{u"expression"_s, expression}}},
                                 {u"required"_s, QJsonArray{u"expression"_s}}};
    return {u"evaluate_expression"_s, u"Calculates."_s, parameters, u"toolbox"_s, SideEffect::None};
}

// An agent without tools has no need of it, so a model that cannot is only remarked on.
Step checkTools(ProviderChoice choice, std::chrono::milliseconds idleLimit, std::stop_token stop)
{
    ModelRequest request;
    request.idleLimit = idleLimit;
    request.tools = {sumTool()};
    request.messages = {Message{Role::User, u"Use the tool evaluate_expression: what is 2 + 3?"_s, {}, {}}};
    const auto reply = co_await ask(choice, request, stop);
    CheckStep done{u"tool calling"_s, Outcome::Remark,
                   u"the model answered without calling the tool it was given"_s};
    if (!reply) {
        done.detail = reply.error().message;
    } else if (!reply->message.toolCalls.isEmpty()) {
        const ToolCall &call = reply->message.toolCalls.constFirst();
        done.outcome = call.unreadable ? Outcome::Remark : Outcome::Good;
        done.detail = u"%1 called %2 with %3"_s.arg(
            choice.model, call.name, call.unreadable.value_or(QString::fromUtf8(json::text(call.arguments))));
    }
    co_return done;
}

} // namespace

QCoro::Task<bool> checkUp(ProviderChoice choice, CheckSink sink, std::chrono::milliseconds idleLimit,
                          std::stop_token stop)
{
    // What fails because somebody asked to stop is no finding.
    const CheckSink heard = [sink, stop](const CheckStep &done) {
        if (!stop.stop_requested())
            sink(done);
    };
    if (const auto ready = choice.provider->ready(); !ready)
        co_return tell(step(u"key"_s, false, ready.error().message), heard);
    if (!choice.keyVariable.isEmpty())
        tell(step(u"key"_s, true, u"%1 is set"_s.arg(choice.keyVariable)), heard);
    const QUrl address = choice.provider->baseUrl();
    if (!address.isEmpty()) {
        const bool isReached = co_await checkAddress(address, heard, stop);
        if (!isReached)
            co_return false;
    }
    const CheckStep list = co_await checkModelList(choice, stop);
    if (!tell(list, heard))
        co_return false;
    const CheckStep model = co_await checkModel(choice, idleLimit, stop);
    if (!tell(model, heard))
        co_return false;
    const CheckStep tools = co_await checkTools(choice, idleLimit, stop);
    co_return tell(tools, heard) && !stop.stop_requested();
}

} // namespace agent
