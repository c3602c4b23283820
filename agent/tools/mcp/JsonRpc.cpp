// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/mcp/JsonRpc.h"

#include "agent/base/JsonParse.h"

using namespace Qt::StringLiterals;

namespace agent::mcp {

RpcMessage rpcRequest(qint64 id, const QString &method, const QJsonObject &params)
{
    RpcMessage message = rpcNotification(method, params);
    message.id = id;
    return message;
}

RpcMessage rpcNotification(const QString &method, const QJsonObject &params)
{
    RpcMessage message;
    message.method = method;
    if (!params.isEmpty())
        message.params = params;
    return message;
}

RpcMessage rpcAnswer(const RpcMessage &request)
{
    RpcMessage answer;
    answer.id = request.id;
    if (request.method == u"ping"_s)
        answer.result = QJsonObject();
    else
        answer.error = RpcFault{RpcFault::unknownMethod, u"Method not found"_s};
    return answer;
}

RpcMessage rpcCancellation(const RpcMessage &request, const QString &reason)
{
    return rpcNotification(u"notifications/cancelled"_s,
                           {{u"requestId"_s, request.id}, {u"reason"_s, reason}});
}

QByteArray rpcText(const RpcMessage &message)
{
    return json::text(json::toJson(message));
}

Result<RpcMessage> readRpc(const QByteArray &text)
{
    Result<RpcMessage> message = json::parse<RpcMessage>(text, json::UnknownKeys::Ignore);
    if (!message)
        return message;
    const bool isWhole = message->method || message->result || message->error;
    if (message->jsonrpc != u"2.0" || !isWhole)
        return fail(ErrorKind::InvalidInput, u"this is no message of JSON-RPC 2.0"_s);
    return message;
}

} // namespace agent::mcp
