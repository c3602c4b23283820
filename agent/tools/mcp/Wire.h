// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/http/Fetch.h"
#include "agent/tools/mcp/JsonRpc.h"

/// What is said in the protocol's messages. Pure. Other people write the servers, so that keys nobody knows
/// are passed over, and null is as much as no key.
namespace agent::mcp {

/// The newest version with a handshake, which is asked for; and the version without one.
inline QString legacyVersion()
{
    return QStringLiteral("2025-11-25");
}
inline QString modernVersion()
{
    return QStringLiteral("2026-07-28");
}
/// Whether a server that chose this version in the handshake is understood.
bool isLegacyVersion(const QString &version);

/// Those of "initialize".
QJsonObject initializeParams();
/// With what the era without handshake wants in every request: who asks, and in which version.
QJsonObject withMeta(QJsonObject params);
/// With the wish to be told how far the request is.
QJsonObject withProgressToken(QJsonObject params, qint64 token);

/// What HTTP has to repeat of a message once the handshake chose a version.
QList<HttpHeader> legacyHeaders(const QString &version);
/// The same in the era without handshake. Arguments whose schema says "x-mcp-header" are repeated too.
QList<HttpHeader> modernHeaders(const RpcMessage &request, const QJsonObject &inputSchema = {});

/// The result of "initialize".
struct Greeting
{
    QString protocolVersion;
    std::optional<QJsonObject> capabilities;
    std::optional<QJsonObject> serverInfo;

    static constexpr auto fields = std::tuple{json::required("protocolVersion", &Greeting::protocolVersion),
                                              json::field("capabilities", &Greeting::capabilities),
                                              json::field("serverInfo", &Greeting::serverInfo)};
};

/// Whether a server with these capabilities tells when its tools are others.
bool tellsOfTools(const QJsonObject &capabilities);
/// The request for that in the era without handshake.
RpcMessage listenRequest(qint64 id);

/// What a tool says of what it does; nobody checks it.
struct Annotations
{
    std::optional<bool> readOnlyHint;
    std::optional<bool> destructiveHint;
    std::optional<bool> openWorldHint;

    bool operator==(const Annotations &) const = default;
    static constexpr auto fields = std::tuple{json::field("readOnlyHint", &Annotations::readOnlyHint),
                                              json::field("destructiveHint", &Annotations::destructiveHint),
                                              json::field("openWorldHint", &Annotations::openWorldHint)};
};

/// One item of "tools/list".
struct ListedTool
{
    QString name;
    std::optional<QString> title;
    std::optional<QString> description;
    std::optional<QJsonObject> inputSchema;
    std::optional<Annotations> annotations;

    bool operator==(const ListedTool &) const = default;
    static constexpr auto fields =
        std::tuple{json::required("name", &ListedTool::name), json::field("title", &ListedTool::title),
                   json::field("description", &ListedTool::description),
                   json::field("inputSchema", &ListedTool::inputSchema),
                   json::field("annotations", &ListedTool::annotations)};
};

/// One item of "resources/list".
struct ListedResource
{
    QString uri;
    QString name;
    std::optional<QString> description;
    std::optional<QString> mimeType;

    bool operator==(const ListedResource &) const = default;
    static constexpr auto fields =
        std::tuple{json::required("uri", &ListedResource::uri), json::field("name", &ListedResource::name),
                   json::field("description", &ListedResource::description),
                   json::field("mimeType", &ListedResource::mimeType)};
};

/// One item of "prompts/list".
struct ListedPrompt
{
    QString name;
    std::optional<QString> description;

    bool operator==(const ListedPrompt &) const = default;
    static constexpr auto fields = std::tuple{json::required("name", &ListedPrompt::name),
                                              json::field("description", &ListedPrompt::description)};
};

/// One page of such a list; which of them it has depends on what was asked for.
struct Page
{
    QList<ListedTool> tools;
    QList<ListedResource> resources;
    QList<ListedPrompt> prompts;
    std::optional<QString> nextCursor;

    static constexpr auto fields =
        std::tuple{json::field("tools", &Page::tools), json::field("resources", &Page::resources),
                   json::field("prompts", &Page::prompts), json::field("nextCursor", &Page::nextCursor)};
};

/// The parameters of "notifications/progress".
struct Progress
{
    QJsonValue progressToken = QJsonValue::Undefined;
    double progress = 0; ///< Grows.
    std::optional<double> total;
    std::optional<QString> message;

    static constexpr auto fields =
        std::tuple{json::required("progressToken", &Progress::progressToken),
                   json::required("progress", &Progress::progress), json::field("total", &Progress::total),
                   json::field("message", &Progress::message)};
};

/// A file that a result holds.
struct EmbeddedResource
{
    QString uri;
    std::optional<QString> mimeType;
    std::optional<QString> text;
    std::optional<QString> blob; ///< Base64.

    static constexpr auto fields = std::tuple{
        json::field("uri", &EmbeddedResource::uri), json::field("mimeType", &EmbeddedResource::mimeType),
        json::field("text", &EmbeddedResource::text), json::field("blob", &EmbeddedResource::blob)};
};

/// One piece of a result; which keys it has depends on `type`.
struct ContentPiece
{
    QString type; ///< "text", "image", "audio", "resource", "resource_link"; others may come.
    std::optional<QString> text;
    std::optional<QString> data; ///< Base64.
    std::optional<QString> mimeType;
    std::optional<EmbeddedResource> resource;
    std::optional<QString> uri;
    std::optional<QString> name;

    static constexpr auto fields = std::tuple{
        json::required("type", &ContentPiece::type),      json::field("text", &ContentPiece::text),
        json::field("data", &ContentPiece::data),         json::field("mimeType", &ContentPiece::mimeType),
        json::field("resource", &ContentPiece::resource), json::field("uri", &ContentPiece::uri),
        json::field("name", &ContentPiece::name)};
};

/// The result of "tools/call".
struct CallResult
{
    std::optional<QList<ContentPiece>> content;
    QJsonValue structuredContent = QJsonValue::Undefined;
    std::optional<bool> isError;
    std::optional<QString> resultType; ///< "complete", or "input_required": a person is to be asked first …
    std::optional<QJsonObject> inputRequests; ///< … this, by keys of the server's,
    std::optional<QString> requestState;      ///< and the call made again with the answers and this.

    static constexpr auto fields =
        std::tuple{json::field("content", &CallResult::content),
                   json::field("structuredContent", &CallResult::structuredContent),
                   json::field("isError", &CallResult::isError),
                   json::field("resultType", &CallResult::resultType),
                   json::field("inputRequests", &CallResult::inputRequests),
                   json::field("requestState", &CallResult::requestState)};
};

} // namespace agent::mcp
