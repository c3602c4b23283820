// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/gemini/GeminiRequest.h"

#include "agent/providers/gemini/GeminiWire.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

/// Tool call id → tool name: results name the tool, not the call.
using Names = QHash<QString, QString>;

Names namesIn(const QList<Message> &messages)
{
    Names names;
    for (const Message &message : messages) {
        for (const ToolCall &call : message.toolCalls)
            names.insert(call.id, call.name);
    }
    return names;
}

QJsonObject attachmentPart(const Attachment &attachment)
{
    const QJsonObject blob{{u"mimeType"_s, attachment.mediaType}, {u"data"_s, attachment.data}};
    return {{u"inlineData"_s, blob}};
}

QJsonObject resultPart(const Message &message, const Names &names)
{
    const QJsonObject response{{message.failed ? u"error"_s : u"output"_s, message.text}};
    const QJsonObject result{{u"name"_s, names.value(message.toolCallId)}, {u"response"_s, response}};
    return {{u"functionResponse"_s, result}};
}

/// The signature that came with this call, or with the text where `call` is empty.
QJsonValue signatureOf(const Message &message, const QString &call)
{
    const QJsonArray items = message.keepsake ? message.keepsake->items : QJsonArray();
    for (const QJsonValue &item : items) {
        if (item[u"call"].toString() == call)
            return item[u"signature"];
    }
    return QJsonValue::Undefined;
}

void sign(QJsonObject &part, const QJsonValue &signature)
{
    if (signature.isString())
        part.insert(u"thoughtSignature"_s, signature);
}

QJsonArray partsOf(const Message &message, const Names &names)
{
    if (message.role == Role::Tool)
        return {resultPart(message, names)};
    QJsonArray parts;
    for (const Attachment &attachment : message.attachments)
        parts.append(attachmentPart(attachment));
    if (!message.text.isEmpty()) {
        QJsonObject part{{u"text"_s, message.text}};
        sign(part, signatureOf(message, {}));
        parts.append(part);
    }
    for (const ToolCall &call : message.toolCalls) {
        QJsonObject part{
            {u"functionCall"_s, QJsonObject{{u"name"_s, call.name}, {u"args"_s, call.arguments}}}};
        sign(part, signatureOf(message, call.id));
        parts.append(part);
    }
    return parts;
}

QList<gemini::Content> contentsOf(const QList<Message> &messages)
{
    const Names names = namesIn(messages);
    QList<gemini::Content> contents;
    for (const Message &message : messages) {
        const QJsonArray parts = partsOf(message, names);
        if (parts.isEmpty())
            continue;
        const QString role = message.role == Role::Assistant ? u"model"_s : u"user"_s;
        if (contents.isEmpty() || contents.constLast().role != role)
            contents.append({role, {}});
        for (const QJsonValue &part : parts)
            contents.last().parts.append(part);
    }
    return contents;
}

gemini::Tool toolOf(const QList<ToolInfo> &infos)
{
    gemini::Tool tool;
    for (const ToolInfo &info : infos)
        tool.functionDeclarations.append({info.name, info.description, info.parameters});
    return tool;
}

} // namespace

QByteArray geminiBody(const ModelRequest &request, const QSet<QString> &refused)
{
    gemini::GenerateRequest body;
    body.contents = contentsOf(request.messages);
    if (!request.instructions.isEmpty())
        body.systemInstruction = gemini::Content{{}, {QJsonObject{{u"text"_s, request.instructions}}}};
    if (!request.tools.isEmpty())
        body.tools = QList<gemini::Tool>{toolOf(request.tools)};
    if (request.outputSchema && request.tools.isEmpty()) { // the API takes the one or the other
        body.generationConfig.responseMimeType = u"application/json"_s;
        body.generationConfig.responseSchema = request.outputSchema->schema;
    }
    body.generationConfig.temperature = request.temperature;
    body.generationConfig.maxOutputTokens = request.maxTokens;
    if (!refused.contains(u"thinking"_s))
        body.generationConfig.thinkingConfig.emplace();
    return json::text(json::toJson(body));
}

} // namespace agent
