// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/ollama/OllamaStream.h"

#include "agent/base/JsonParse.h"
#include "agent/providers/ollama/OllamaWire.h"
#include "agent/providers/wire/AnswerParts.h"

using namespace Qt::StringLiterals;

namespace agent {
namespace {

ToolCall toolCall(const ollama::CallReply &reply)
{
    const ollama::FunctionReply function = reply.function.value_or(ollama::FunctionReply());
    const QJsonValue &arguments = function.arguments;
    const QString text =
        arguments.isObject() ? QString::fromUtf8(json::text(arguments)) : arguments.toString();
    return toolCallFrom(reply.id.value_or(QString()), function.name.value_or(QString()), text);
}

} // namespace

OllamaStream::OllamaStream(QSet<QString> takenIds)
    : m_takenIds(std::move(takenIds))
{
}

Result<QList<ModelDelta>> OllamaStream::accept(const QByteArray &record)
{
    const auto chunk = json::parse<ollama::Chunk>(record, json::UnknownKeys::Ignore);
    if (!chunk)
        return unreadable(chunk.error());
    if (!chunk->error.isNull() && !chunk->error.isUndefined())
        return reportedError(chunk->error);
    QList<ModelDelta> deltas;
    if (const auto &message = chunk->message)
        deltas = takeMessage(*message);
    if (chunk->done.value_or(false))
        takeEnd(*chunk);
    return deltas;
}

QList<ModelDelta> OllamaStream::takeMessage(const ollama::MessageReply &message)
{
    QList<ModelDelta> deltas;
    const QString thinking = message.thinking.value_or(QString());
    const QString text = message.content.value_or(QString());
    if (!thinking.isEmpty())
        deltas.append(ReasoningPiece{thinking});
    if (!text.isEmpty())
        deltas.append(TextPiece{text});
    m_message.text += text;
    for (const ollama::CallReply &call : message.toolCalls.value_or(QList<ollama::CallReply>()))
        m_message.toolCalls.append(toolCall(call));
    return deltas;
}

void OllamaStream::takeEnd(const ollama::Chunk &chunk)
{
    m_ended = true;
    m_doneReason = chunk.doneReason.value_or(QString());
    // The count of a prompt that was in memory already is left out.
    if (chunk.promptTokens || chunk.outputTokens)
        m_usage = Usage{chunk.promptTokens.value_or(0), chunk.outputTokens.value_or(0), 0, 0};
}

Result<ModelReply> OllamaStream::finish() const
{
    if (!m_ended)
        return brokenOff();
    Message message = m_message;
    message.toolCalls = withOwnIds(message.toolCalls, m_takenIds);
    FinishReason finish = message.toolCalls.isEmpty() ? FinishReason::Stop : FinishReason::ToolCalls;
    if (m_doneReason == u"length")
        finish = FinishReason::Length;
    return ModelReply{std::move(message), finish, m_usage};
}

} // namespace agent
