// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/anthropic/MessagesRequest.h"

#include "server/dialects/RequestRules.h"
#include "server/dialects/anthropic/MessagesConversation.h"

using namespace Qt::StringLiterals;
using namespace agent;

namespace server::anthropic {
namespace {

auto cannot(const QString &message, const QString &where)
{
    return fail(ErrorKind::InvalidInput, message, where);
}

QString instructionsIn(const PlainContent &system)
{
    QStringList texts;
    for (const PlainBlock &block : system.blocks)
        texts.append(block.text.value_or(QString()));
    return texts.join(u"\n\n"_s);
}

Result<> takeTools(const QList<OfferedTool> &offered, const Agent &agent, QList<ToolInfo> &tools)
{
    for (qsizetype i = 0; i < offered.size(); ++i) {
        const OfferedTool &tool = offered[i];
        const QString where = json::pointer(u"/tools"_s, i);
        const QString type = tool.type.value_or(u"custom"_s);
        if (type != u"custom")
            return cannot(u"only tools with a schema of their own are taken, not \"%1\""_s.arg(type), where);
        ToolInfo info;
        info.name = tool.name;
        info.description = tool.description.value_or(QString());
        info.parameters = tool.inputSchema.value_or(QJsonObject());
        if (const Result<> added = offer(tools, info, agent); !added)
            return cannot(added.error().message, where);
    }
    return {};
}

Result<> wish(const MessagesRequest &asked, Wishes &wishes)
{
    constexpr double hottest = 2;
    wishes.temperature = asked.temperature;
    if (wishes.temperature && (*wishes.temperature < 0 || *wishes.temperature > hottest))
        return cannot(u"expected a number from 0 to 2"_s, u"/temperature"_s);
    wishes.maxTokens = asked.maxTokens;
    if (wishes.maxTokens && *wishes.maxTokens < 1)
        return cannot(u"expected a whole number, at least 1"_s, u"/max_tokens"_s);
    const std::optional<OutputFormat> format = asked.outputConfig.value_or(OutputConfig()).format;
    if (!format)
        return {};
    const QString where = u"/output_config/format"_s;
    if (format->type != u"json_schema" || !format->schema)
        return cannot(u"expected json_schema with a schema"_s, where);
    const Result<OutputSpec> shape = shapedAs(*format->schema);
    if (!shape)
        return cannot(shape.error().message, where + u"/schema"_s);
    wishes.output = *shape;
    return {};
}

void heedChoice(const ToolChoice &choice, Wishes &wishes)
{
    if (choice.type == u"none")
        wishes.tools.clear();
    else if (choice.type == u"any" || choice.type == u"tool")
        insist(wishes, choice.name.value_or(QString()));
}

} // namespace

Result<MessagesRequest> messagesRequestIn(const QByteArray &body)
{
    const Result<QJsonValue> value = json::parseText(body);
    if (!value)
        return tl::unexpected(value.error());
    return json::fromJson<MessagesRequest>(*value, json::UnknownKeys::Ignore);
}

Result<RunRequest> runRequestOf(const MessagesRequest &asked, const Agent &agent)
{
    const Result<QList<Message>> conversation = conversationIn(asked.messages);
    if (!conversation)
        return tl::unexpected(conversation.error());
    RunRequest request;
    request.messages = *conversation;
    request.dialect = u"anthropic"_s;
    request.wishes.instructions = instructionsIn(asked.system.value_or(PlainContent()));
    if (const Result<> wished = wish(asked, request.wishes); !wished)
        return tl::unexpected(wished.error());
    const QList<OfferedTool> tools = asked.tools.value_or(QList<OfferedTool>());
    if (const Result<> taken = takeTools(tools, agent, request.wishes.tools); !taken)
        return tl::unexpected(taken.error());
    if (asked.toolChoice)
        heedChoice(*asked.toolChoice, request.wishes);
    return request;
}

} // namespace server::anthropic
