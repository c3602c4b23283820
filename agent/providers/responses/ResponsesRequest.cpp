// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/responses/ResponsesRequest.h"

#include "agent/providers/responses/ResponsesWire.h"

using namespace Qt::StringLiterals;

namespace agent {
namespace {

QJsonObject textPart(const QString &text, Role role)
{
    return {{u"type"_s, role == Role::Assistant ? u"output_text"_s : u"input_text"_s}, {u"text"_s, text}};
}

QJsonObject attachmentPart(const Attachment &attachment)
{
    const QString url = u"data:%1;base64,%2"_s.arg(attachment.mediaType, attachment.data);
    if (attachment.isImage())
        return {{u"type"_s, u"input_image"_s}, {u"image_url"_s, url}};
    const QString name = attachment.name.isEmpty() ? u"file"_s : attachment.name;
    return {{u"type"_s, u"input_file"_s}, {u"filename"_s, name}, {u"file_data"_s, url}};
}

QJsonObject callItem(const ToolCall &call)
{
    return {{u"type"_s, u"function_call"_s},
            {u"call_id"_s, call.id},
            {u"name"_s, call.name},
            {u"arguments"_s, QString::fromUtf8(json::text(call.arguments))}};
}

QJsonObject resultItem(const Message &message)
{
    return {{u"type"_s, u"function_call_output"_s},
            {u"call_id"_s, message.toolCallId},
            {u"output"_s, message.text}};
}

QJsonArray partsOf(const Message &message)
{
    QJsonArray parts;
    if (!message.text.isEmpty())
        parts.append(textPart(message.text, message.role));
    for (const Attachment &attachment : message.attachments)
        parts.append(attachmentPart(attachment));
    return parts;
}

QJsonArray itemsOf(const Message &message)
{
    if (message.role == Role::Tool)
        return {resultItem(message)};
    QJsonArray items = message.keepsake ? message.keepsake->items : QJsonArray();
    const QJsonArray parts = partsOf(message);
    if (!parts.isEmpty()) {
        items.append(QJsonObject{
            {u"type"_s, u"message"_s}, {u"role"_s, json::toName(message.role)}, {u"content"_s, parts}});
    }
    for (const ToolCall &call : message.toolCalls)
        items.append(callItem(call));
    return items;
}

} // namespace

QByteArray responsesBody(const ModelRequest &request, const QSet<QString> &refused)
{
    responses::CreateRequest body;
    body.model = request.model;
    if (!request.instructions.isEmpty())
        body.instructions = request.instructions;
    for (const Message &message : request.messages) {
        for (const QJsonValue &item : itemsOf(message))
            body.input.append(item);
    }
    if (!request.tools.isEmpty()) {
        auto &tools = body.tools.emplace();
        for (const ToolInfo &tool : request.tools)
            tools.append({u"function"_s, tool.name, tool.description, tool.parameters, false});
    }
    if (request.outputSchema && !refused.contains(u"text.format"_s)) {
        const auto &[name, schema] = *request.outputSchema;
        body.text = responses::TextConfig{{u"json_schema"_s, name, schema}};
    }
    body.maxOutputTokens = request.maxTokens;
    if (!refused.contains(u"temperature"_s))
        body.temperature = request.temperature;
    if (!refused.contains(u"reasoning"_s))
        body.reasoning.emplace();
    if (!refused.contains(u"include"_s))
        body.include = QStringList{u"reasoning.encrypted_content"_s};
    return json::text(json::toJson(body));
}

} // namespace agent
