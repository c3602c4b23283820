// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/Gate.h"

#include "server/http/Ports.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using agent::Error;
using agent::ErrorKind;

namespace http {
namespace {

constexpr int chosenPortTries = 20;
constexpr qsizetype politeRefusals = 64; // beyond the cap even a 503 costs too much

std::chrono::milliseconds clockInterval(const Limits &limits)
{
    const auto shortest =
        std::min({limits.headerTime, limits.bodyTime, limits.idleTime, limits.stallTime, limits.lingerTime});
    return std::clamp(shortest / 4, std::chrono::milliseconds(5), std::chrono::milliseconds(1000));
}

QString takenMessage(const QList<QHostAddress> &addresses, quint16 port)
{
    const QString holder = portHolder(port);
    const QString by = holder.isEmpty() ? u"by another program"_s : u"by %1"_s.arg(holder);
    return u"Port %1 is taken %2. Stop that program, or choose another port; %3 is free."_s.arg(port).arg(
        by, QString::number(nextFreePort(port, addresses)));
}

Error explained(const Error &error, const QList<QHostAddress> &addresses, quint16 port)
{
    switch (error.kind) {
    case ErrorKind::Conflict:
        return {ErrorKind::Conflict, takenMessage(addresses, port), error.where};
    case ErrorKind::NotFound:
        return {
            ErrorKind::InvalidInput,
            u"This machine has no address %1. Choose one it has, for example 127.0.0.1."_s.arg(error.where),
            error.where};
    case ErrorKind::Denied:
        return {
            ErrorKind::Denied,
            u"The system does not allow this program to use port %1. Choose one from 1024 on."_s.arg(port),
            error.where};
    default:
        return {error.kind,
                u"Cannot listen on %1 port %2: %3."_s.arg(error.where).arg(port).arg(error.message),
                error.where};
    }
}

} // namespace

Gate::Gate(RequestHandler &handler, GateOptions options)
    : m_handler(handler)
    , m_options(std::move(options))
{
    m_turns.setSingleShot(true);
    m_turns.setInterval(0);
    QObject::connect(&m_turns, &QTimer::timeout, &m_turns, [this] { giveTurns(); });
    m_clock.setInterval(clockInterval(m_options.limits));
    QObject::connect(&m_clock, &QTimer::timeout, &m_clock, [this] { checkTimes(); });
}

Gate::~Gate()
{
    close();
}

agent::Result<> Gate::listen(const QList<QHostAddress> &addresses, quint16 port)
{
    // A port the system chose on one address may be taken on the next: then it chooses again.
    for (int i = 1;; ++i) {
        const auto result = listenOnce(addresses, port);
        if (result)
            return {};
        close();
        if (port != 0 || result.error().kind != ErrorKind::Conflict || i == chosenPortTries)
            return tl::unexpected(explained(result.error(), addresses, port));
    }
}

agent::Result<> Gate::listenOnce(const QList<QHostAddress> &addresses, quint16 port)
{
    m_transport = makeTransport(m_options.transport,
                                [this](std::unique_ptr<Socket> socket) { accept(std::move(socket)); });
    for (const QHostAddress &address : addresses) {
        const auto bound = m_transport->listen(address, port);
        const bool noIpv6 = !bound && bound.error().kind == ErrorKind::NotFound
            && address == QHostAddress(QHostAddress::LocalHostIPv6) && addresses.size() > 1;
        if (noIpv6)
            continue;
        if (!bound)
            return tl::unexpected(bound.error());
        port = *bound;
        m_addresses.append(address);
    }
    m_port = port;
    return {};
}

void Gate::close()
{
    if (m_transport)
        m_transport->stopListening();
    m_waiting.clear();
    std::exchange(m_connections, {}).clear();
    m_waiting.clear();
    m_transport.reset();
    m_clock.stop();
    m_turns.stop();
    m_addresses.clear();
    m_port = 0;
}

void Gate::accept(std::unique_ptr<Socket> socket)
{
    if (connectionCount() >= m_options.limits.connections + politeRefusals)
        return socket->abort();
    ConnectionHost &host = *this;
    auto connection = std::make_unique<Connection>(std::move(socket), host, m_options.limits);
    Connection *added = connection.get();
    m_connections.emplace(added, std::move(connection));
    if (!m_clock.isActive())
        m_clock.start();
    if (connectionCount() > m_options.limits.connections)
        added->refuse({503, u"The server has too many connections; try again in a moment."_s});
}

void Gate::report(const RequestRecord &record)
{
    if (m_options.log)
        m_options.log(record);
}

void Gate::wantsTurn(Connection &connection)
{
    m_waiting.insert(&connection);
    if (!m_turns.isActive())
        m_turns.start();
}

void Gate::giveTurns()
{
    for (Connection *connection : std::exchange(m_waiting, {})) {
        if (connection->isDead())
            m_connections.erase(connection);
        else
            connection->proceed();
    }
    if (m_connections.empty())
        m_clock.stop();
}

void Gate::checkTimes()
{
    const auto now = std::chrono::steady_clock::now();
    for (const auto &[connection, owned] : m_connections)
        connection->checkTime(now);
}

} // namespace http
