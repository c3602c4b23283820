// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/ollama/OllamaRequest.h"

#include "agent/providers/ollama/OllamaWire.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

ollama::ChatMessage chatMessage(const Message &message)
{
    ollama::ChatMessage out{json::toName(message.role), message.text, {}, {}, {}};
    if (!message.attachments.isEmpty()) {
        auto &images = out.images.emplace();
        for (const Attachment &attachment : message.attachments)
            images.append(attachment.data);
    }
    if (!message.toolCalls.isEmpty()) {
        auto &calls = out.toolCalls.emplace();
        for (const ToolCall &call : message.toolCalls)
            calls.append(ollama::Call{{call.name, call.arguments}});
    }
    return out;
}

QList<ollama::ChatMessage> chatMessages(const ModelRequest &request)
{
    QList<ollama::ChatMessage> messages;
    if (!request.instructions.isEmpty())
        messages.append({json::toName(Role::System), request.instructions, {}, {}, {}});
    QHash<QString, QString> names; // of the tools, by the calls' ids
    for (const Message &message : request.messages) {
        for (const ToolCall &call : message.toolCalls)
            names.insert(call.id, call.name);
        messages.append(chatMessage(message));
        if (message.role == Role::Tool)
            messages.last().toolName = names.value(message.toolCallId);
    }
    return messages;
}

} // namespace

QByteArray ollamaBody(const ModelRequest &request)
{
    ollama::ChatRequest body;
    body.model = request.model;
    body.messages = chatMessages(request);
    if (!request.tools.isEmpty()) {
        auto &tools = body.tools.emplace();
        for (const ToolInfo &tool : request.tools)
            tools.append({u"function"_s, {tool.name, tool.description, tool.parameters}});
    }
    if (request.outputSchema && request.tools.isEmpty()) // else the model could call none
        body.format = request.outputSchema->schema;
    body.options.temperature = request.temperature;
    body.options.numPredict = request.maxTokens;
    return json::text(json::toJson(body));
}

} // namespace agent
