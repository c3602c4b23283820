// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/anthropic/AnthropicRequest.h"

#include "agent/providers/anthropic/AnthropicWire.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

QJsonObject textBlock(const QString &text)
{
    return {{u"type"_s, u"text"_s}, {u"text"_s, text}};
}

QJsonObject attachmentBlock(const Attachment &attachment)
{
    const QJsonObject source{
        {u"type"_s, u"base64"_s}, {u"media_type"_s, attachment.mediaType}, {u"data"_s, attachment.data}};
    QJsonObject block{{u"type"_s, attachment.isImage() ? u"image"_s : u"document"_s}, {u"source"_s, source}};
    if (!attachment.isImage() && !attachment.name.isEmpty())
        block.insert(u"title"_s, attachment.name);
    return block;
}

QJsonObject resultBlock(const Message &message)
{
    QJsonObject block{
        {u"type"_s, u"tool_result"_s}, {u"tool_use_id"_s, message.toolCallId}, {u"content"_s, message.text}};
    if (message.failed)
        block.insert(u"is_error"_s, true);
    return block;
}

QJsonObject callBlock(const ToolCall &call)
{
    return {
        {u"type"_s, u"tool_use"_s}, {u"id"_s, call.id}, {u"name"_s, call.name}, {u"input"_s, call.arguments}};
}

// Empty text blocks are refused by the API, so there is none.
QJsonArray blocksOf(const Message &message)
{
    if (message.role == Role::Tool)
        return {resultBlock(message)};
    QJsonArray blocks = message.keepsake ? message.keepsake->items : QJsonArray();
    for (const Attachment &attachment : message.attachments)
        blocks.append(attachmentBlock(attachment));
    if (!message.text.isEmpty())
        blocks.append(textBlock(message.text));
    for (const ToolCall &call : message.toolCalls)
        blocks.append(callBlock(call));
    return blocks;
}

QList<anthropic::Turn> turnsOf(const QList<Message> &messages)
{
    QList<anthropic::Turn> turns;
    for (const Message &message : messages) {
        const QJsonArray blocks = blocksOf(message);
        if (blocks.isEmpty())
            continue;
        const QString role = message.role == Role::Assistant ? u"assistant"_s : u"user"_s;
        if (turns.isEmpty() || turns.constLast().role != role)
            turns.append({role, {}});
        for (const QJsonValue &block : blocks)
            turns.last().content.append(block);
    }
    return turns;
}

} // namespace

QByteArray anthropicBody(const ModelRequest &request, const QSet<QString> &refused)
{
    anthropic::MessagesRequest body;
    body.model = request.model;
    body.maxTokens = request.maxTokens;
    if (!request.instructions.isEmpty())
        body.system = request.instructions;
    body.messages = turnsOf(request.messages);
    if (!request.tools.isEmpty()) {
        auto &tools = body.tools.emplace();
        for (const ToolInfo &tool : request.tools)
            tools.append({tool.name, tool.description, tool.parameters});
    }
    if (!refused.contains(u"temperature"_s))
        body.temperature = std::min(request.temperature, 1.0);
    return json::text(json::toJson(body));
}

} // namespace agent
