// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/gemini/GeminiStream.h"

#include "agent/providers/gemini/GeminiWire.h"
#include "agent/providers/wire/AnswerParts.h"

using namespace Qt::StringLiterals;

namespace agent {
namespace {

/// A list of chunks, or the one chunk.
QJsonArray chunksIn(const QJsonValue &json)
{
    return json.isArray() ? json.toArray() : QJsonArray{json};
}

bool isWithheld(const QString &reason)
{
    static const QSet<QString> reasons{u"SAFETY"_s,      u"RECITATION"_s,         u"LANGUAGE"_s,
                                       u"BLOCKLIST"_s,   u"PROHIBITED_CONTENT"_s, u"SPII"_s,
                                       u"IMAGE_SAFETY"_s};
    return reasons.contains(reason);
}

} // namespace

GeminiStream::GeminiStream(QSet<QString> takenIds)
    : m_takenIds(std::move(takenIds))
{
}

Result<QList<ModelDelta>> GeminiStream::accept(const QByteArray &record)
{
    const auto json = json::parseText(record);
    if (!json)
        return unreadable(json.error());
    QList<ModelDelta> deltas;
    for (const QJsonValue &value : chunksIn(*json)) {
        const auto chunk = json::fromJson<gemini::Chunk>(value, json::UnknownKeys::Ignore);
        if (!chunk)
            return unreadable(chunk.error());
        const auto pieces = take(*chunk);
        if (!pieces)
            return pieces;
        deltas += *pieces;
    }
    return deltas;
}

Result<QList<ModelDelta>> GeminiStream::take(const gemini::Chunk &chunk)
{
    if (!chunk.error.isNull() && !chunk.error.isUndefined())
        return reportedError(chunk.error);
    QList<ModelDelta> deltas;
    for (const gemini::Candidate &candidate : chunk.candidates.value_or(QList<gemini::Candidate>()))
        takeCandidate(candidate, deltas);
    if (chunk.usage)
        takeUsage(*chunk.usage);
    if (chunk.promptFeedback && chunk.promptFeedback->blockReason)
        m_isBlocked = true;
    return deltas;
}

void GeminiStream::takeCandidate(const gemini::Candidate &candidate, QList<ModelDelta> &deltas)
{
    if (candidate.index.value_or(0) != 0)
        return;
    if (candidate.content) {
        for (const gemini::Part &part : candidate.content->parts.value_or(QList<gemini::Part>()))
            takePart(part, deltas);
    }
    m_finishReason = candidate.finishReason.value_or(m_finishReason);
}

void GeminiStream::takePart(const gemini::Part &part, QList<ModelDelta> &deltas)
{
    const QString text = part.text.value_or(QString());
    const bool isThought = part.thought.value_or(false);
    QString signedCall;
    if (part.functionCall) {
        const ToolCall call{part.functionCall->id.value_or(QString()),
                            part.functionCall->name.value_or(QString()),
                            part.functionCall->args.value_or(QJsonObject()),
                            {}};
        const ToolCall own = withOwnIds({call}, m_takenIds).constFirst();
        m_takenIds.insert(own.id);
        m_message.toolCalls.append(own);
        signedCall = own.id;
    } else if (isThought && !text.isEmpty()) {
        deltas.append(ReasoningPiece{text});
    } else if (!text.isEmpty()) {
        m_message.text += text;
        deltas.append(TextPiece{text});
    }
    if (part.thoughtSignature)
        m_signatures.append(QJsonObject{{u"call"_s, signedCall}, {u"signature"_s, *part.thoughtSignature}});
}

// Each report counts from the start of the answer.
void GeminiStream::takeUsage(const gemini::UsageMetadata &report)
{
    Usage usage;
    usage.inputTokens = report.promptTokens.value_or(0) + report.toolUsePromptTokens.value_or(0);
    usage.cachedTokens = report.cachedTokens.value_or(0);
    usage.reasoningTokens = report.thoughtsTokens.value_or(0);
    usage.outputTokens = report.candidatesTokens.value_or(0) + usage.reasoningTokens;
    m_usage = usage;
}

FinishReason GeminiStream::finishReason() const
{
    if (m_finishReason == u"MAX_TOKENS")
        return FinishReason::Length;
    if (m_isBlocked || isWithheld(m_finishReason))
        return FinishReason::Filtered;
    return m_message.toolCalls.isEmpty() ? FinishReason::Stop : FinishReason::ToolCalls;
}

Result<ModelReply> GeminiStream::finish() const
{
    if (m_finishReason.isEmpty() && !m_isBlocked)
        return brokenOff();
    if (m_finishReason == u"MALFORMED_FUNCTION_CALL" || m_finishReason == u"UNEXPECTED_TOOL_CALL")
        return reportedError(u"the model tried to call a tool and failed (%1)"_s.arg(m_finishReason));
    Message message = m_message;
    if (!m_signatures.isEmpty())
        message.keepsake = Keepsake{{}, m_signatures};
    return ModelReply{std::move(message), finishReason(), m_usage};
}

} // namespace agent
