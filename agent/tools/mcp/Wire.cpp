// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/mcp/Wire.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent::mcp {
namespace {

QJsonObject clientInfo()
{
    return {{u"name"_s, u"slipway"_s}, {u"version"_s, QStringLiteral(SLIPWAY_VERSION)}};
}

/// Questions to a person, as forms.
QJsonObject capabilities()
{
    return {{u"elicitation"_s, QJsonObject()}};
}

/// A header cannot hold every text (MCP 2026-07-28, "Streamable HTTP", value encoding).
QByteArray asHeaderValue(const QJsonValue &value)
{
    const QByteArray text = value.isString() ? value.toString().toUtf8() : json::text(value);
    const auto isVisible = [](char c) { return c >= ' ' && c <= '~'; };
    const bool isPlain =
        std::ranges::all_of(text, isVisible) && text == text.trimmed() && !text.startsWith("=?base64?");
    return isPlain ? text : "=?base64?" + text.toBase64() + "?=";
}

/// The key of `params` that is repeated beside the method.
QString nameKey(const QString &method)
{
    return method == u"tools/call" ? u"name"_s : QString();
}

} // namespace

bool isLegacyVersion(const QString &version)
{
    return QStringList{u"2024-11-05"_s, u"2025-03-26"_s, u"2025-06-18"_s, legacyVersion()}.contains(version);
}

QJsonObject initializeParams()
{
    return {{u"protocolVersion"_s, legacyVersion()},
            {u"capabilities"_s, capabilities()},
            {u"clientInfo"_s, clientInfo()}};
}

QJsonObject withMeta(QJsonObject params)
{
    const QString prefix = u"io.modelcontextprotocol/"_s;
    params.insert(u"_meta"_s,
                  QJsonObject{{prefix + u"protocolVersion"_s, modernVersion()},
                              {prefix + u"clientCapabilities"_s, capabilities()},
                              {prefix + u"clientInfo"_s, clientInfo()}});
    return params;
}

QJsonObject withProgressToken(QJsonObject params, qint64 token)
{
    QJsonObject meta = params.value(u"_meta"_s).toObject();
    meta.insert(u"progressToken"_s, token);
    params.insert(u"_meta"_s, meta);
    return params;
}

bool tellsOfTools(const QJsonObject &capabilities)
{
    return capabilities[u"tools"_s][u"listChanged"_s].toBool();
}

RpcMessage listenRequest(qint64 id)
{
    const QJsonObject wanted{{u"toolsListChanged"_s, true}};
    return rpcRequest(id, u"subscriptions/listen"_s, withMeta({{u"notifications"_s, wanted}}));
}

QList<HttpHeader> legacyHeaders(const QString &version)
{
    return {{"MCP-Protocol-Version", version.toLatin1()}};
}

QList<HttpHeader> modernHeaders(const RpcMessage &request, const QJsonObject &inputSchema)
{
    const QString method = request.method.value_or(QString());
    const QJsonObject params = request.params.value_or(QJsonObject());
    QList<HttpHeader> headers{{"MCP-Protocol-Version", modernVersion().toLatin1()},
                              {"Mcp-Method", method.toLatin1()}};
    if (const QString key = nameKey(method); !key.isEmpty())
        headers.append({"Mcp-Name", asHeaderValue(params.value(key))});
    const QJsonObject properties = inputSchema.value(u"properties"_s).toObject();
    const QJsonObject arguments = params.value(u"arguments"_s).toObject();
    for (auto it = arguments.begin(); it != arguments.end(); ++it) {
        const QString name = properties.value(it.key())[u"x-mcp-header"].toString();
        const HttpHeader header("Mcp-Param-" + name.toUtf8(), asHeaderValue(it.value()));
        if (!name.isEmpty() && isSafe(header))
            headers.append(header);
    }
    return headers;
}

} // namespace agent::mcp
