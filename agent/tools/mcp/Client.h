// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Redactor.h"
#include "agent/tools/mcp/Transport.h"
#include "agent/tools/mcp/Wire.h"

namespace agent::mcp {

/// The whole sentence of a message that goes on where "The MCP server x" begins.
QString aboutServer(const QString &server, const QString &message);

/// Talks to one server. The handshake of the older era is tried first, for every server of that era knows it
/// and some end at any other first word; who refuses it is asked in the newer one. Server thread only; must
/// live until every task is done.
///
/// Every error names the server, and holds no secret the redactor knows. Errors: those of Transport;
/// Unavailable also: it refused, or said what nobody understands.
class Client
{
public:
    struct Options
    {
        QString server;                    ///< Its name in the agent file.
        std::chrono::milliseconds limit{}; ///< For each answer.
        Redactor redactor{};
    };

    Client(Options options, std::unique_ptr<Transport> transport);

    /// Agrees with the server on how to talk, and asks for its tools. Once, before call().
    Task<> open();
    /// Whether calls can still be answered.
    bool isOpen() const { return m_transport->isOpen(); }
    /// What it has, as it says.
    const QList<ListedTool> &tools() const { return m_tools; }
    /// Calls one of them. InvalidInput: the server refused the call.
    Task<CallResult> call(QString tool, QJsonObject arguments, std::stop_token stop);

private:
    Task<> greet();
    Task<> greetModern();
    Task<> listTools();
    Task<RpcMessage> send(QString method, QJsonObject params, std::stop_token stop);
    Task<QJsonObject> ask(QString method, QJsonObject params, std::stop_token stop = {});
    Outgoing outgoing(const RpcMessage &message) const;
    QJsonObject schemaOf(const QString &tool) const;
    tl::unexpected<Error> named(Error error) const;
    tl::unexpected<Error> useless(const QString &what) const;
    tl::unexpected<Error> refused(const QString &what, const RpcFault &fault) const;

    Options m_options;
    std::unique_ptr<Transport> m_transport;
    Era m_era = Era::Legacy;
    QString m_version; // of the older era, once the server chose it
    QList<ListedTool> m_tools;
    qint64 m_lastId = 0;
};

} // namespace agent::mcp
