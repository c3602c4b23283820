// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/openai/ChatRequest.h"

#include "server/dialects/RequestRules.h"
#include "server/dialects/openai/ChatConversation.h"

using namespace Qt::StringLiterals;
using namespace agent;

namespace server::openai {
namespace {

auto cannot(const QString &message, const QString &where)
{
    return fail(ErrorKind::InvalidInput, message, where);
}

Result<std::optional<OutputSpec>> shapeOf(const std::optional<ResponseFormat> &format)
{
    if (!format || format->type == u"text")
        return std::nullopt;
    if (format->type == u"json_object")
        return shapedAs({{u"type"_s, u"object"_s}}).value();
    const QString where = u"/response_format"_s;
    if (format->type != u"json_schema" || !format->jsonSchema || !format->jsonSchema->schema)
        return cannot(u"expected text, json_object, or json_schema with a name and a schema"_s, where);
    const Result<OutputSpec> shape = shapedAs(*format->jsonSchema->schema, format->jsonSchema->name);
    if (!shape)
        return cannot(shape.error().message, where + u"/json_schema"_s);
    return *shape;
}

Result<> takeTools(const QList<OfferedTool> &offered, const Agent &agent, QList<ToolInfo> &tools)
{
    for (qsizetype i = 0; i < offered.size(); ++i) {
        const QString where = json::pointer(u"/tools"_s, i);
        const std::optional<Function> function = offered[i].function;
        if (offered[i].type != u"function" || !function)
            return cannot(u"only tools of type function are taken"_s, where);
        ToolInfo tool;
        tool.name = function->name;
        tool.description = function->description.value_or(QString());
        tool.parameters = function->parameters.value_or(QJsonObject());
        if (const Result<> added = offer(tools, tool, agent); !added)
            return cannot(added.error().message, where + u"/function"_s);
    }
    return {};
}

void heedChoice(const QJsonValue &choice, Wishes &wishes)
{
    const QString name = choice[u"function"][u"name"].toString();
    if (choice == QJsonValue(u"none"_s))
        wishes.tools.clear();
    else if (choice == QJsonValue(u"required"_s) || !name.isEmpty())
        insist(wishes, name);
}

Result<> wish(const ChatRequest &chat, Wishes &wishes)
{
    if (chat.n.value_or(1) != 1)
        return cannot(u"one answer is given to a request; ask several times for several"_s, u"/n"_s);
    if (chat.functions && !chat.functions->isEmpty())
        return cannot(u"functions are called tools now"_s, u"/functions"_s);
    constexpr double hottest = 2;
    wishes.temperature = chat.temperature;
    if (wishes.temperature && (*wishes.temperature < 0 || *wishes.temperature > hottest))
        return cannot(u"expected a number from 0 to 2"_s, u"/temperature"_s);
    const bool isOld = !chat.maxCompletionTokens;
    wishes.maxTokens = isOld ? chat.maxTokens : chat.maxCompletionTokens;
    if (wishes.maxTokens && *wishes.maxTokens < 1)
        return cannot(u"expected a whole number, at least 1"_s,
                      isOld ? u"/max_tokens"_s : u"/max_completion_tokens"_s);
    Result<std::optional<OutputSpec>> output = shapeOf(chat.responseFormat);
    if (!output)
        return tl::unexpected(output.error());
    wishes.output = *output;
    return {};
}

} // namespace

Result<ChatRequest> chatRequestIn(const QByteArray &body)
{
    const Result<QJsonValue> value = json::parseText(body);
    if (!value)
        return tl::unexpected(value.error());
    return json::fromJson<ChatRequest>(*value, json::UnknownKeys::Ignore);
}

Result<RunRequest> runRequestOf(const ChatRequest &chat, const Agent &agent)
{
    RunRequest request;
    request.dialect = u"openai"_s;
    if (const Result<> conversed = takeConversation(chat.messages, request); !conversed)
        return tl::unexpected(conversed.error());
    if (const Result<> wished = wish(chat, request.wishes); !wished)
        return tl::unexpected(wished.error());
    const QList<OfferedTool> tools = chat.tools.value_or(QList<OfferedTool>());
    if (const Result<> taken = takeTools(tools, agent, request.wishes.tools); !taken)
        return tl::unexpected(taken.error());
    heedChoice(chat.toolChoice, request.wishes);
    return request;
}

} // namespace server::openai
