// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/providers/wire/ModelStream.h"

#include <QMap>
#include <QSet>

#include <optional>

namespace agent {

namespace openai {
struct CallPiece;
struct Choice;
struct Delta;
struct UsageReport;
} // namespace openai

/// Turns the data fields of a chat completions stream into pieces of the answer and, at the end, one reply.
/// Pure: no network, no clock. An answer that was not streamed is taken as a stream of one chunk.
class OpenAiStream : public ModelStream
{
public:
    /// `takenIds` are the tool call ids of the conversation so far: servers that count from zero in every
    /// turn get a new id instead of an old one.
    explicit OpenAiStream(QSet<QString> takenIds = {});

    Result<QList<ModelDelta>> accept(const QByteArray &record) override;
    bool isEnded() const override { return m_ended; }
    /// A finish reason without an end mark is an end too.
    Result<ModelReply> finish() const override;

private:
    struct Call
    {
        QString id;
        QString name;
        QString arguments;
    };

    void takeChoice(const openai::Choice &choice, QList<ModelDelta> &deltas);
    void takeDelta(const openai::Delta &delta, QList<ModelDelta> &deltas);
    void takeCall(const openai::CallPiece &piece);
    Call &callFor(const openai::CallPiece &piece);
    void takeUsage(const openai::UsageReport &report);
    FinishReason finishReason() const;
    QList<ToolCall> toolCalls() const;

    QSet<QString> m_takenIds;
    QString m_text;
    QList<Call> m_calls;
    QMap<int, qsizetype> m_callAtIndex; // the wire's index → the latest of m_calls with it
    std::optional<QString> m_finishReason;
    std::optional<Usage> m_usage;
    bool m_hasChoice = false;
    bool m_ended = false;
};

} // namespace agent
