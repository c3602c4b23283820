// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/providers/wire/ModelStream.h"

#include <QJsonArray>
#include <QSet>

namespace agent {

namespace gemini {
struct Candidate;
struct Chunk;
struct Part;
struct UsageMetadata;
} // namespace gemini

/// Reads the events of a streamGenerateContent answer, or one answer that was not streamed, or the list of
/// chunks that comes where events were not understood. The API has no end mark: the last chunk has a finish
/// reason, and the body ends.
class GeminiStream : public ModelStream
{
public:
    /// `takenIds` are the tool call ids of the conversation so far; the API gives calls no id of its own.
    explicit GeminiStream(QSet<QString> takenIds = {});

    Result<QList<ModelDelta>> accept(const QByteArray &record) override;
    bool isEnded() const override { return false; }
    bool hasEndMark() const override { return false; }
    Result<ModelReply> finish() const override;

private:
    Result<QList<ModelDelta>> take(const gemini::Chunk &chunk);
    void takeCandidate(const gemini::Candidate &candidate, QList<ModelDelta> &deltas);
    void takePart(const gemini::Part &part, QList<ModelDelta> &deltas);
    void takeUsage(const gemini::UsageMetadata &report);
    FinishReason finishReason() const;

    QSet<QString> m_takenIds;
    Message m_message{Role::Assistant, {}, {}, {}};
    QJsonArray m_signatures; // {"call": id, empty for the text; "signature"}
    QString m_finishReason;
    bool m_isBlocked = false; // the prompt was refused, so there is no candidate
    std::optional<Usage> m_usage;
};

} // namespace agent
