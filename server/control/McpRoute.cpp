// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control/McpRoute.h"

#include "server/control/AgentText.h"
#include "server/http/JsonBody.h"

using namespace Qt::StringLiterals;
using namespace agent;

namespace server::control {
namespace {

struct ServerQuestion
{
    QString text;
    QString path;
    QString server;

    static constexpr auto fields = std::tuple{json::required("text", &ServerQuestion::text),
                                              json::required("path", &ServerQuestion::path),
                                              json::required("server", &ServerQuestion::server)};
};

QJsonArray toJson(const QList<mcp::Inventory::OwnTool> &tools)
{
    QJsonArray array;
    for (const mcp::Inventory::OwnTool &tool : tools) {
        array.append(QJsonObject{{u"name"_s, tool.name},
                                 {u"call"_s, tool.info.name},
                                 {u"description"_s, tool.info.description},
                                 {u"side_effect"_s, json::toName(tool.info.sideEffect)}});
    }
    return array;
}

QCoro::Task<> takeInventory(http::ExchangePtr exchange, const ServedAgent *served)
{
    const std::optional<ServerQuestion> asked = http::readBody<ServerQuestion>(*exchange);
    if (!asked)
        co_return;
    const QByteArray text = asked->text.toUtf8();
    const Result<mcp::Inventory> found = co_await served->inventory(text, asked->path, asked->server);
    if (!found) {
        exchange->answer(http::problem(found.error()));
        co_return;
    }
    const QJsonObject body{{u"title"_s, found->title},
                           {u"tools"_s, toJson(found->tools)},
                           {u"resources"_s, json::toJson(found->resources)},
                           {u"prompts"_s, json::toJson(found->prompts)}};
    exchange->answer(http::jsonAnswer(body));
}

} // namespace

http::Route mcpRoute(ServedAgent &served)
{
    return {"POST",
            "/control/mcp",
            http::Scope::Control,
            http::Body::Json,
            [&](const http::ExchangePtr &exchange) { takeInventory(exchange, &served).then([] { }); },
            AgentText::maxBytes};
}

} // namespace server::control
