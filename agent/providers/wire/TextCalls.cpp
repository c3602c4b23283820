// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/wire/TextCalls.h"

#include "agent/providers/wire/AnswerParts.h"

using namespace Qt::StringLiterals;

namespace agent {
namespace {

QString written(const ToolCall &call)
{
    const QJsonObject object{{u"tool_name"_s, call.name}, {u"parameters"_s, call.arguments}};
    return callMarker.toString() + u' ' + QString::fromUtf8(json::text(object));
}

QString describe(const QList<ToolInfo> &tools)
{
    QStringList lines;
    for (const ToolInfo &tool : tools) {
        const QJsonObject object{{u"tool_name"_s, tool.name},
                                 {u"description"_s, tool.description},
                                 {u"parameters"_s, tool.parameters}};
        lines.append(QString::fromUtf8(json::text(object)));
    }
    return u"You can call these tools, whose parameters are described by JSON Schema:\n\n%1\n\n"
           u"To call one, write nothing but a line such as this, and wait for its result:\n%2\n"
           u"Never invent a result. Where no tool fits, answer without one."_s.arg(
               lines.join(u'\n'), written({{}, u"name"_s, {{u"parameter"_s, u"value"_s}}, {}}));
}

} // namespace

ModelRequest withToolsAsText(ModelRequest request)
{
    request.instructions += u"\n\n"_s + describe(request.tools);
    request.tools.clear();
    QHash<QString, QString> names; // of tools, by call
    for (Message &message : request.messages) {
        for (const ToolCall &call : std::exchange(message.toolCalls, {})) {
            names.insert(call.id, call.name);
            message.text += (message.text.isEmpty() ? u""_s : u"\n"_s) + written(call);
        }
        if (message.role != Role::Tool)
            continue;
        const QString outcome = message.failed ? u"failed"_s : u"gave"_s;
        const QString text = u"%1 %2:\n%3"_s.arg(names.value(message.toolCallId), outcome, message.text);
        message = Message{Role::User, text, {}, {}};
    }
    return request;
}

Message withCallsFromText(Message message, const QList<ToolInfo> &tools)
{
    CallSplitter splitter(tools);
    const QString said = splitter.take(message.text);
    message.text = said + splitter.end();
    message.toolCalls = splitter.calls();
    return message;
}

TextCallStream::TextCallStream(std::unique_ptr<ModelStream> inner, const ModelRequest &request)
    : m_inner(std::move(inner))
    , m_tools(request.tools)
    , m_taken(callIdsIn(request.messages))
    , m_splitter(request.tools)
{
}

Result<QList<ModelDelta>> TextCallStream::accept(const QByteArray &record)
{
    Result<QList<ModelDelta>> pieces = m_inner->accept(record);
    if (!pieces)
        return pieces;
    QList<ModelDelta> handedOn;
    QString said;
    for (const ModelDelta &piece : *pieces) {
        if (const auto *text = std::get_if<TextPiece>(&piece))
            said += m_splitter.take(text->text);
        else
            handedOn.append(piece);
    }
    if (m_inner->isEnded() && !std::exchange(m_hasEnded, true))
        said += m_splitter.end();
    if (!said.isEmpty())
        handedOn.append(TextPiece{said});
    return handedOn;
}

Result<ModelReply> TextCallStream::finish() const
{
    Result<ModelReply> reply = m_inner->finish();
    if (!reply)
        return reply;
    reply->message = withCallsFromText(std::move(reply->message), m_tools);
    if (reply->message.toolCalls.isEmpty())
        return reply;
    reply->message.toolCalls = withOwnIds(reply->message.toolCalls, m_taken);
    reply->finish = FinishReason::ToolCalls;
    return reply;
}

} // namespace agent
