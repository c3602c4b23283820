// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/HttpServer.h"

#include "server/http/CleanRoom.h"
#include "server/http/Gate.h"
#include "server/http/Guard.h"
#include "server/http/RateLimit.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;
using agent::ErrorKind;
using agent::fail;

namespace http {
namespace {

/// An address that others can reach; the end if there is none.
auto openTo(const ServerOptions &options)
{
    return std::ranges::find_if(options.addresses,
                                [](const QHostAddress &address) { return !address.isLoopback(); });
}

agent::Result<> checkExposure(const ServerOptions &options)
{
    const auto open = openTo(options);
    const bool hasToken = !options.token.isEmpty() || (options.tokens && !options.tokens->isEmpty());
    if (open == options.addresses.end() || hasToken)
        return {};
    return fail(
        ErrorKind::Denied,
        u"Listening on %1 lets other machines use this agent; set a token first, or listen on 127.0.0.1."_s
            .arg(open->toString()),
        open->toString());
}

agent::Result<> checkRoutes(const QList<Route> &routes)
{
    QSet<QByteArray> seen;
    for (const Route &route : routes) {
        const QByteArray name = route.method + ' ' + route.path;
        if (seen.contains(name))
            return fail(ErrorKind::InvalidInput,
                        u"The route %1 is there twice."_s.arg(QString::fromUtf8(name)));
        seen.insert(name);
    }
    return {};
}

} // namespace

class HttpServer::Running final : private RequestHandler
{
public:
    Running(const ServerOptions &options, TransportKind transport, const QList<Route> &routes)
        : m_routes(routes)
        , m_room(routes)
        , m_gate(*this, {options.limits, transport, options.log})
    {
    }

    agent::Result<> listen(const ServerOptions &options)
    {
        const auto result = m_gate.listen(options.addresses, options.port);
        const bool needsToken = options.needsToken || openTo(options) != options.addresses.end();
        if (result)
            m_guard = std::make_unique<Guard>(
                GuardOptions{options.token, options.controlToken, options.tokens, needsToken,
                             options.allowedOrigins, options.allowedHosts, m_gate.addresses(), m_gate.port()},
                m_routes);
        return result;
    }

    const Gate &gate() const { return m_gate; }

private:
    Admission admit(const Request &head) override
    {
        Admission admission = m_guard->judge(head);
        const auto &[name, scopes, perMinute] = admission.principal;
        if (admission.refusal || perMinute <= 0)
            return admission;
        const auto wait = m_rates.take(name, perMinute, std::chrono::steady_clock::now());
        if (wait.count() == 0)
            return admission;
        admission.refusal = admission.error(
            429,
            u"This token may ask %1 times a minute; ask again in %2 s."_s.arg(perMinute).arg(wait.count()));
        admission.refusal->headers.append(Header{"Retry-After", QByteArray::number(qint64(wait.count()))});
        return admission;
    }
    void handle(ExchangePtr exchange) override { m_room.handle(std::move(exchange)); }

    QList<Route> m_routes;
    RateLimit m_rates;
    std::unique_ptr<Guard> m_guard; // needs the port; no request comes before the event loop runs
    CleanRoom m_room;
    Gate m_gate; // dies first: no request comes after
};

HttpServer::HttpServer(ServerOptions options)
    : m_options(std::move(options))
{
}

HttpServer::~HttpServer() = default;

agent::Result<> HttpServer::start(const QList<Route> &routes)
{
    stop();
    for (const auto &check : {checkExposure(m_options), checkRoutes(routes)}) {
        if (!check)
            return check;
    }
    auto running = std::make_unique<Running>(m_options, m_transport, routes);
    const auto listening = running->listen(m_options);
    if (listening)
        m_running = std::move(running);
    return listening;
}

void HttpServer::stop()
{
    m_running.reset();
}

bool HttpServer::isRunning() const
{
    return m_running != nullptr;
}

quint16 HttpServer::port() const
{
    return m_running ? m_running->gate().port() : 0;
}

QList<QHostAddress> HttpServer::addresses() const
{
    return m_running ? m_running->gate().addresses() : QList<QHostAddress>();
}

void HttpServer::setTransport(TransportKind kind)
{
    m_transport = kind;
}

} // namespace http
