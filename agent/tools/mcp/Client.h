// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Redactor.h"
#include "agent/tools/Tool.h"
#include "agent/tools/mcp/Backoff.h"
#include "agent/tools/mcp/Transport.h"
#include "agent/tools/mcp/Wire.h"

namespace agent::mcp {

/// The whole sentence of a message that goes on where "The MCP server x" begins.
QString aboutServer(const QString &server, const QString &message);

class Elicitation;

/// Makes a way to the server: starts its program, or readies a connection.
using Connect = std::function<std::unique_ptr<Transport>()>;

/// Talks to one server, and connects to it anew at the first call after it has ended: at once if it lived for
/// a minute, else after 1 s, 2 s, 4 s … 60 s. Until then calls are told how it ended. The handshake of the
/// older era is tried first, for every server of that era knows it and some end at any other first word; who
/// refuses it is asked in the newer one. Server thread only; must live until every task is done.
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
        NoteSink note{};                 ///< Told when it is connected to anew; may be null.
        std::function<void()> changed{}; ///< Told when it may have other tools; may be null.
    };

    Client(Options options, Connect connect);

    /// Agrees with the server on how to talk, and asks for its tools. Once, before call().
    Task<> open();
    /// Whether calls can still be answered.
    bool isOpen() const { return m_transport->isOpen(); }
    /// What it had when it was asked last.
    const QList<ListedTool> &tools() const { return m_tools; }
    /// Asks again if it may have others since.
    Task<> updateTools();
    /// What it calls itself, with its version; may be empty.
    const QString &title() const { return m_title; }
    /// Asks what else it offers; empty where it does not speak of such.
    Task<QList<ListedResource>> resources();
    Task<QList<ListedPrompt>> prompts();
    /// Calls one of them. What the server asks a person meanwhile is asked of `context`. InvalidInput: the
    /// server refused the call.
    Task<CallResult> call(QString tool, QJsonObject arguments, CallContext context);

private:
    Task<CallResult> callOnce(QJsonObject params, Patience patience);
    Task<CallResult> callWithAnswers(QJsonObject params, Patience patience, Elicitation *elicitation);
    Task<> beThere(std::stop_token stop);
    Task<> reopen();
    Task<> greet();
    Task<> greetModern();
    void takeCard(const QJsonObject &capabilities, const QJsonObject &info);
    void takeNews(const RpcMessage &notification);
    Task<> listTools();
    Task<Page> listAll(QString method);
    Task<RpcMessage> send(QString method, QJsonObject params, Patience patience);
    Task<QJsonObject> ask(QString method, QJsonObject params, Patience patience);
    Outgoing outgoing(const RpcMessage &message) const;
    QJsonObject schemaOf(const QString &tool) const;
    tl::unexpected<Error> named(Error error) const;
    tl::unexpected<Error> useless(const QString &what) const;
    tl::unexpected<Error> refused(const QString &what, const RpcFault &fault) const;

    Options m_options;
    Connect m_connect;
    std::unique_ptr<Transport> m_transport;
    std::vector<std::unique_ptr<Transport>> m_ended; ///< Tasks of theirs may not have gone on yet.
    Backoff m_backoff;
    bool m_isReopening = false;
    std::vector<Wake *> m_waiting; ///< Calls that wait until it is there again.
    Era m_era = Era::Legacy;
    QString m_version; // of the older era, once the server chose it
    QString m_title;
    QJsonObject m_capabilities;
    QList<ListedTool> m_tools;
    bool m_areToolsOld = false;
    qint64 m_lastId = 0;
};

} // namespace agent::mcp
