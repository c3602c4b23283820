// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"
#include "server/http/Limits.h"
#include "server/http/RequestRecord.h"
#include "server/http/Route.h"

#include <QByteArrayList>
#include <QHostAddress>
#include <QList>

#include <memory>

namespace http {

enum class TransportKind;

/// How a server is reached, by whom, and within which limits.
struct ServerOptions
{
    /// All get the same port. Beyond loopback everything but Scope::Public needs a token.
    QList<QHostAddress> addresses{QHostAddress(QHostAddress::LocalHost),
                                  QHostAddress(QHostAddress::LocalHostIPv6)};
    quint16 port = 8000;                     ///< 0: any that is free.
    QByteArray token;                        ///< Good for all but Scope::Control, and then needed for it.
    QByteArray controlToken;                 ///< The window's, good for everything.
    std::shared_ptr<const TokenBook> tokens; ///< Those given out by name; may be null.
    bool needsToken = false;                 ///< Even on loopback, where it is not needed without `token`.
    QByteArrayList allowedOrigins; ///< Pages of other servers that may ask: "https://app.example". Exact.
    QByteArrayList allowedHosts; ///< Further names for this machine: "box.lan", or "box.lan:80" for one port.
    Limits limits;
    RequestLog log; ///< Told of every finished exchange, those refused or left included.
};

/// The whole way of a request up to its handler: Gate (is it HTTP, is it within limits) → Guard (may it) →
/// QHttpServer in its clean room → Route::handle. Handlers get an Exchange and answer whenever they like;
/// nothing a client does can harm them.
///
///     http::HttpServer server(options);
///     const auto started = server.start({{"GET", "/health", Scope::Public, Body::None, sayHealth}, …});
///     if (!started)
///         return tl::unexpected(started.error());
///     … server.port() …
///
/// Lives on the thread that makes it, which needs an event loop; everything, the handlers and the log
/// included, happens there. Do not stop or destroy it from inside a handler.
class HttpServer
{
public:
    explicit HttpServer(ServerOptions options);
    /// Stops.
    ~HttpServer();

    /// Listens and serves. Denied: a bind beyond loopback without a token, or a port that needs privileges.
    /// Conflict: the port is taken; the message names the holder and a free one (see Ports.h for the parts).
    /// InvalidInput: an address this machine does not have, a route twice. Each message says what to do.
    agent::Result<> start(const QList<Route> &routes);

    /// Closes everything at once; exchanges in progress are told that their client left. May start again.
    void stop();

    bool isRunning() const;
    /// The port it listens on, 0 when stopped.
    quint16 port() const;
    /// The addresses it listens on: those asked for, without the IPv6 loopback where there is no IPv6.
    QList<QHostAddress> addresses() const;

    /// For tests: the transport that other systems use. Before start().
    void setTransport(TransportKind kind);

private:
    class Running;

    ServerOptions m_options;
    TransportKind m_transport{}; ///< Native.
    std::unique_ptr<Running> m_running;
};

} // namespace http
