// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/openai/ResponsesRequest.h"

#include "server/dialects/openai/ChatRequest.h"
#include "server/dialects/openai/ResponsesInput.h"

using namespace Qt::StringLiterals;
using namespace agent;

namespace server::openai {
namespace {

auto notDone(const QString &message, const QString &where)
{
    return fail(ErrorKind::InvalidInput, message, where);
}

/// The conversation must come whole, and the client must stay.
Result<> checkState(const ResponsesRequest &asked)
{
    if (asked.previousResponseId)
        return notDone(u"no responses are held here; send the whole conversation as input"_s,
                       u"/previous_response_id"_s);
    if (!asked.conversation.isNull())
        return notDone(u"no conversations are held here; send the whole conversation as input"_s,
                       u"/conversation"_s);
    if (asked.background.value_or(false))
        return notDone(u"responses are not made in the background"_s, u"/background"_s);
    return {};
}

/// What is wanted, as chat completions write it.
ChatRequest wishesIn(const ResponsesRequest &asked)
{
    ChatRequest chat;
    chat.model = asked.model;
    chat.temperature = asked.temperature;
    chat.maxCompletionTokens = asked.maxOutputTokens;
    const std::optional<TextFormat> format = asked.text.value_or(TextConfig()).format;
    if (format)
        chat.responseFormat =
            ResponseFormat{format->type, NamedSchema{format->name.value_or(QString()), format->schema}};
    QList<OfferedTool> tools;
    for (const FlatTool &tool : asked.tools.value_or(QList<FlatTool>()))
        tools.append({tool.type, Function{tool.name.value_or(QString()), tool.description, tool.parameters}});
    chat.tools = tools;
    const QString name = asked.toolChoice[u"name"].toString();
    const QJsonObject named{{u"function"_s, QJsonObject{{u"name"_s, name}}}};
    chat.toolChoice = name.isEmpty() ? asked.toolChoice : named;
    return chat;
}

/// The place of a fault, as it is called here. Messages are not numbered like items.
QString placeOf(QString where)
{
    if (where.startsWith(u"/messages"))
        return u"/input"_s;
    where.replace(u"/response_format/json_schema"_s, u"/text/format"_s);
    where.replace(u"/response_format"_s, u"/text/format"_s);
    return where.replace(u"/max_completion_tokens"_s, u"/max_output_tokens"_s);
}

} // namespace

Result<ResponsesRequest> responsesRequestIn(const QByteArray &body)
{
    const Result<QJsonValue> value = json::parseText(body);
    if (!value)
        return tl::unexpected(value.error());
    return json::fromJson<ResponsesRequest>(*value, json::UnknownKeys::Ignore);
}

Result<RunRequest> runRequestOf(const ResponsesRequest &asked, const Agent &agent)
{
    if (const Result<> possible = checkState(asked); !possible)
        return tl::unexpected(possible.error());
    const Result<QList<ChatMessage>> said = messagesIn(asked.input);
    if (!said)
        return tl::unexpected(said.error());
    ChatRequest chat = wishesIn(asked);
    chat.messages = *said;
    Result<RunRequest> request = runRequestOf(chat, agent);
    if (!request)
        return notDone(request.error().message, placeOf(request.error().where));
    request->dialect = u"openai-responses"_s;
    const QString first = asked.instructions.value_or(QString());
    QString &instructions = request->wishes.instructions;
    if (!first.isEmpty())
        instructions = instructions.isEmpty() ? first : first + u"\n\n"_s + instructions;
    return request;
}

} // namespace server::openai
