// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/providers/wire/ModelStream.h"

#include <QSet>

namespace agent {

namespace ollama {
struct Chunk;
struct MessageReply;
} // namespace ollama

/// Reads the lines of an /api/chat stream, or one answer that was not streamed.
class OllamaStream : public ModelStream
{
public:
    /// `takenIds` are the tool call ids of the conversation so far; most versions give calls no id.
    explicit OllamaStream(QSet<QString> takenIds = {});

    Result<QList<ModelDelta>> accept(const QByteArray &record) override;
    bool isEnded() const override { return m_ended; }
    Result<ModelReply> finish() const override;

private:
    QList<ModelDelta> takeMessage(const ollama::MessageReply &message);
    void takeEnd(const ollama::Chunk &chunk);

    QSet<QString> m_takenIds;
    Message m_message{Role::Assistant, {}, {}, {}};
    QString m_doneReason;
    std::optional<Usage> m_usage;
    bool m_ended = false;
};

} // namespace agent
