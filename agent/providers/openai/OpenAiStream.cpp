// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/openai/OpenAiStream.h"

#include "agent/base/JsonParse.h"
#include "agent/providers/openai/OpenAiWire.h"
#include "agent/providers/wire/AnswerParts.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

QString textOf(const QJsonValue &content)
{
    if (!content.isArray())
        return content.toString();
    QString text;
    for (const QJsonValue &part : content.toArray())
        text += part.toObject().value(u"text"_s).toString();
    return text;
}

} // namespace

OpenAiStream::OpenAiStream(QSet<QString> takenIds)
    : m_takenIds(std::move(takenIds))
{
}

Result<QList<ModelDelta>> OpenAiStream::accept(const QByteArray &record)
{
    QList<ModelDelta> deltas;
    if (record.trimmed() == "[DONE]") {
        m_ended = true;
        return deltas;
    }
    const auto chunk = json::parse<openai::Chunk>(record, json::UnknownKeys::Ignore);
    if (!chunk)
        return unreadable(chunk.error());
    if (!chunk->error.isNull())
        return reportedError(chunk->error);
    for (const openai::Choice &choice : chunk->choices.value_or(QList<openai::Choice>()))
        takeChoice(choice, deltas);
    if (const auto &usage = chunk->usage)
        takeUsage(*usage);
    return deltas;
}

void OpenAiStream::takeChoice(const openai::Choice &choice, QList<ModelDelta> &deltas)
{
    if (choice.index.value_or(0) != 0)
        return;
    m_hasChoice = true;
    if (choice.delta)
        takeDelta(*choice.delta, deltas);
    else if (choice.message)
        takeDelta(*choice.message, deltas);
    if (choice.finishReason && !choice.finishReason->isEmpty())
        m_finishReason = choice.finishReason;
}

void OpenAiStream::takeDelta(const openai::Delta &delta, QList<ModelDelta> &deltas)
{
    // Some servers send the same reasoning under both names.
    const QString content = delta.reasoningContent.value_or(QString());
    const QString reasoning = content.isEmpty() ? delta.reasoning.value_or(QString()) : content;
    if (!reasoning.isEmpty())
        deltas.append(ReasoningPiece{reasoning});
    const QString text = textOf(delta.content) + delta.refusal.value_or(QString());
    if (!text.isEmpty()) {
        m_text += text;
        deltas.append(TextPiece{text});
    }
    for (const openai::CallPiece &piece : delta.toolCalls.value_or(QList<openai::CallPiece>()))
        takeCall(piece);
}

// A piece without an index belongs to the last call unless it brings an id or a name of its own. A second id
// at the same index is another call: some servers number all calls 0.
OpenAiStream::Call &OpenAiStream::callFor(const openai::CallPiece &piece)
{
    const QString id = piece.id.value_or(QString());
    const bool isNamed = piece.function && !piece.function->name.value_or(QString()).isEmpty();
    qsizetype at = piece.index ? m_callAtIndex.value(*piece.index, -1) : m_calls.size() - 1;
    const bool isOther = at >= 0
        && ((!id.isEmpty() && !m_calls[at].id.isEmpty() && id != m_calls[at].id)
            || (!piece.index && id.isEmpty() && isNamed));
    if (at < 0 || isOther) {
        m_calls.append(Call());
        at = m_calls.size() - 1;
    }
    if (piece.index)
        m_callAtIndex.insert(*piece.index, at);
    return m_calls[at];
}

void OpenAiStream::takeCall(const openai::CallPiece &piece)
{
    Call &call = callFor(piece);
    if (call.id.isEmpty())
        call.id = piece.id.value_or(QString());
    if (!piece.function)
        return;
    if (call.name.isEmpty())
        call.name = piece.function->name.value_or(QString());
    const QJsonValue &arguments = piece.function->arguments;
    call.arguments += arguments.isObject() ? QString::fromUtf8(json::text(arguments)) : arguments.toString();
}

void OpenAiStream::takeUsage(const openai::UsageReport &report)
{
    Usage usage;
    usage.inputTokens = report.promptTokens.value_or(0);
    usage.outputTokens = report.completionTokens.value_or(0);
    if (report.promptDetails)
        usage.cachedTokens = report.promptDetails->cachedTokens.value_or(0);
    if (report.completionDetails)
        usage.reasoningTokens = report.completionDetails->reasoningTokens.value_or(0);
    m_usage = usage;
}

FinishReason OpenAiStream::finishReason() const
{
    if (m_finishReason == u"length"_s)
        return FinishReason::Length;
    if (m_finishReason == u"content_filter"_s)
        return FinishReason::Filtered;
    // Servers that imitate the API say "stop" beside tool calls, or a word of their own.
    return m_calls.isEmpty() ? FinishReason::Stop : FinishReason::ToolCalls;
}

QList<ToolCall> OpenAiStream::toolCalls() const
{
    QList<ToolCall> calls;
    for (const Call &call : m_calls)
        calls.append(toolCallFrom(call.id, call.name, call.arguments));
    return withOwnIds(calls, m_takenIds);
}

Result<ModelReply> OpenAiStream::finish() const
{
    if (m_finishReason == u"error"_s)
        return reportedError({});
    const bool isWhole = m_finishReason || (m_ended && m_hasChoice);
    if (!isWhole)
        return brokenOff();
    return ModelReply{{Role::Assistant, m_text, toolCalls(), {}}, finishReason(), m_usage};
}

} // namespace agent
