// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/Connection.h"

#include <QList>
#include <QTimer>

#include <unordered_map>
#include <unordered_set>

namespace http {

struct GateOptions
{
    Limits limits;
    TransportKind transport = TransportKind::Native;
    RequestLog log; ///< May be empty.
};

/// The door to the network: listens, accepts, and hands whole, checked requests to its handler; everything
/// else it answers itself. Knows HTTP/1.1 and limits, and neither routes nor rights. Lives on the thread that
/// makes it; do not destroy it from inside a handler.
class Gate final : private ConnectionHost
{
public:
    /// `handler` must outlive the gate.
    Gate(RequestHandler &handler, GateOptions options);
    ~Gate();

    /// Listens on all addresses at one port, 0 for any that is free on all of them. Where the machine has no
    /// IPv6, its loopback address is left out, see addresses(). Conflict: the port is taken; the message
    /// names the holder and a free port. InvalidInput: an address is not one of this machine. Denied: a port
    /// that needs privileges.
    agent::Result<> listen(const QList<QHostAddress> &addresses, quint16 port);
    /// Stops listening and ends all connections; exchanges in progress are told that their client left.
    void close();

    /// 0 while not listening.
    quint16 port() const { return m_port; }
    /// Those really listened on.
    QList<QHostAddress> addresses() const { return m_addresses; }
    qsizetype connectionCount() const { return qsizetype(m_connections.size()); }

private:
    Admission admit(const Request &head) override { return m_handler.admit(head); }
    void handle(ExchangePtr exchange) override { m_handler.handle(std::move(exchange)); }
    void report(const RequestRecord &record) override;
    void wantsTurn(Connection &connection) override;

    agent::Result<> listenOnce(const QList<QHostAddress> &addresses, quint16 port);
    void accept(std::unique_ptr<Socket> socket);
    void giveTurns();
    void checkTimes();

    RequestHandler &m_handler;
    GateOptions m_options;
    std::unique_ptr<Transport> m_transport; // outlives the connections' sockets
    std::unordered_map<Connection *, std::unique_ptr<Connection>> m_connections;
    std::unordered_set<Connection *> m_waiting; // for their turn
    QTimer m_turns;
    QTimer m_clock;
    QList<QHostAddress> m_addresses;
    quint16 m_port = 0;
};

} // namespace http
