// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/openai/OpenAiRequest.h"

#include "agent/providers/openai/OpenAiWire.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

bool saysCompletionTokens(const QString &model)
{
    const QStringList families{u"gpt-5"_s, u"gpt-4.1"_s, u"o1"_s, u"o3"_s, u"o4"_s, u"codex"_s};
    return std::ranges::any_of(families,
                               [&model](const QString &family) { return model.startsWith(family); });
}

QJsonObject attachmentPart(const Attachment &attachment)
{
    const QString url = u"data:%1;base64,%2"_s.arg(attachment.mediaType, attachment.data);
    if (attachment.isImage())
        return {{u"type"_s, u"image_url"_s}, {u"image_url"_s, QJsonObject{{u"url"_s, url}}}};
    const QString name = attachment.name.isEmpty() ? u"file"_s : attachment.name;
    const QJsonObject file{{u"filename"_s, name}, {u"file_data"_s, url}};
    return {{u"type"_s, u"file"_s}, {u"file"_s, file}};
}

// Plain text where there is no attachment: not every server that has this API knows parts.
QJsonValue contentOf(const Message &message)
{
    if (message.attachments.isEmpty())
        return message.text;
    QJsonArray parts;
    if (!message.text.isEmpty())
        parts.append(QJsonObject{{u"type"_s, u"text"_s}, {u"text"_s, message.text}});
    for (const Attachment &attachment : message.attachments)
        parts.append(attachmentPart(attachment));
    return parts;
}

openai::ChatMessage chatMessage(const Message &message)
{
    openai::ChatMessage out{json::toName(message.role), contentOf(message), {}, {}};
    if (message.role == Role::Tool)
        out.toolCallId = message.toolCallId;
    if (message.toolCalls.isEmpty())
        return out;
    if (message.text.isEmpty())
        out.content = QJsonValue::Null;
    out.toolCalls.emplace();
    for (const ToolCall &call : message.toolCalls) {
        const QString arguments = QString::fromUtf8(json::text(call.arguments));
        out.toolCalls->append({call.id, u"function"_s, {call.name, arguments}});
    }
    return out;
}

QList<openai::ChatMessage> chatMessages(const ModelRequest &request)
{
    QList<openai::ChatMessage> messages;
    if (!request.instructions.isEmpty())
        messages.append(chatMessage({Role::System, request.instructions, {}, {}}));
    for (const Message &message : request.messages)
        messages.append(chatMessage(message));
    return messages;
}

} // namespace

QByteArray openAiBody(const ModelRequest &request, const QSet<QString> &refused)
{
    openai::ChatRequest body;
    body.model = request.model;
    body.messages = chatMessages(request);
    if (!request.tools.isEmpty()) {
        auto &tools = body.tools.emplace();
        for (const ToolInfo &tool : request.tools)
            tools.append({u"function"_s, {tool.name, tool.description, tool.parameters}});
    }
    if (request.outputSchema && !refused.contains(u"response_format"_s)) {
        const auto &[name, schema] = *request.outputSchema;
        body.responseFormat = openai::ResponseFormat{u"json_schema"_s, {name, schema}};
    }
    if (!refused.contains(u"temperature"_s))
        body.temperature = request.temperature;
    const bool isRefused = refused.contains(u"max_tokens"_s) || refused.contains(u"max_completion_tokens"_s);
    const bool completionTokens = saysCompletionTokens(request.model) != isRefused;
    (completionTokens ? body.maxCompletionTokens : body.maxTokens) = request.maxTokens;
    if (!refused.contains(u"stream_options"_s))
        body.streamOptions.emplace();
    return json::text(json::toJson(body));
}

} // namespace agent
