// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"

/// The client's side of the Model Context Protocol (modelcontextprotocol.io): tools of servers that others
/// wrote.
namespace agent::mcp {

/// Why a request was refused (JSON-RPC 2.0, section 5.1).
struct RpcFault
{
    int code = 0;
    QString message;
    QJsonValue data = QJsonValue::Undefined;

    static constexpr int unknownMethod = -32601;

    bool operator==(const RpcFault &) const = default;
    static constexpr auto fields =
        std::tuple{json::field("code", &RpcFault::code), json::field("message", &RpcFault::message),
                   json::field("data", &RpcFault::data)};
};

/// One message of JSON-RPC 2.0: a request has a method and an id, a notification a method only, an answer an
/// id and either a result or an error.
struct RpcMessage
{
    QString jsonrpc = QStringLiteral("2.0");
    QJsonValue id = QJsonValue::Undefined;
    std::optional<QString> method;
    std::optional<QJsonObject> params; ///< MCP has no others than objects, and so with results.
    std::optional<QJsonObject> result;
    std::optional<RpcFault> error;

    bool isRequest() const { return method && !id.isUndefined(); }
    bool isAnswer() const { return !method; }

    bool operator==(const RpcMessage &) const = default;
    static constexpr auto fields = std::tuple{
        json::required("jsonrpc", &RpcMessage::jsonrpc), json::field("id", &RpcMessage::id),
        json::field("method", &RpcMessage::method),      json::field("params", &RpcMessage::params),
        json::field("result", &RpcMessage::result),      json::field("error", &RpcMessage::error)};
};

/// Longer ones are not taken from anybody.
constexpr qsizetype maxMessageBytes = qsizetype(8) * 1024 * 1024;

RpcMessage rpcRequest(qint64 id, const QString &method, const QJsonObject &params);
RpcMessage rpcNotification(const QString &method, const QJsonObject &params);
/// What a request of a server is answered: this client can be pinged and nothing else.
RpcMessage rpcAnswer(const RpcMessage &request);
/// What tells a server that nobody waits any more for the answer to a request.
RpcMessage rpcCancellation(const RpcMessage &request, const QString &reason);

/// One line of UTF-8, without its end.
QByteArray rpcText(const RpcMessage &message);
/// Reads one message; keys it does not know are passed over. Errors: InvalidInput (no JSON, or no message).
Result<RpcMessage> readRpc(const QByteArray &text);

} // namespace agent::mcp
