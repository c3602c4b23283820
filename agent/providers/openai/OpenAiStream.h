// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"
#include "agent/values/Model.h"

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
class OpenAiStream
{
public:
    /// `takenIds` are the tool call ids of the conversation so far: servers that count from zero in every
    /// turn get a new id instead of an old one.
    explicit OpenAiStream(QSet<QString> takenIds = {});

    /// Takes one data field; gives the text and reasoning in it. Unavailable: it cannot be read. An error the
    /// server reports within the stream comes back as one, with its own words. Either ends the answer.
    Result<QList<ModelDelta>> accept(const QByteArray &data);

    /// Whether the end mark was read; nothing of use follows.
    bool isEnded() const { return m_ended; }

    /// The whole reply. Unavailable when the stream stopped before its end mark and before a finish reason.
    Result<ModelReply> finish() const;

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
