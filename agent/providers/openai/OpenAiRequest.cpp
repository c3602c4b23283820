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

openai::ChatMessage chatMessage(const Message &message)
{
    openai::ChatMessage out{json::toName(message.role), message.text, {}, {}};
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

QByteArray openAiBody(const ModelRequest &request, const OpenAiConcessions &concessions)
{
    openai::ChatRequest body;
    body.model = request.model;
    body.messages = chatMessages(request);
    if (!request.tools.isEmpty()) {
        auto &tools = body.tools.emplace();
        for (const ToolInfo &tool : request.tools)
            tools.append({u"function"_s, {tool.name, tool.description, tool.parameters}});
    }
    if (!concessions.noTemperature)
        body.temperature = request.temperature;
    const bool completionTokens = saysCompletionTokens(request.model) != concessions.otherTokenLimit;
    (completionTokens ? body.maxCompletionTokens : body.maxTokens) = request.maxTokens;
    if (!concessions.noStreamOptions)
        body.streamOptions.emplace();
    return json::text(json::toJson(body));
}

} // namespace agent
