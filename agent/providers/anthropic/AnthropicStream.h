// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/providers/wire/ModelStream.h"

#include <QMap>

namespace agent {

namespace anthropic {
struct Delta;
struct Event;
struct Message;
struct UsageReport;
} // namespace anthropic

/// Reads the events of a Messages API stream, or one message that was not streamed.
class AnthropicStream : public ModelStream
{
public:
    Result<QList<ModelDelta>> accept(const QByteArray &record) override;
    bool isEnded() const override { return m_ended; }
    Result<ModelReply> finish() const override;

private:
    struct Block
    {
        QJsonObject start; ///< As `content_block_start` had it: kind, id, name.
        QString text;      ///< Reasoning or the JSON text of the arguments.
        QString signature; ///< Of reasoning.
    };

    QList<ModelDelta> take(const anthropic::Event &event);
    QList<ModelDelta> takeWhole(const anthropic::Message &message);
    QList<ModelDelta> openBlock(int index, const QJsonObject &start);
    QList<ModelDelta> takeDelta(int index, const anthropic::Delta &delta);
    void takeUsage(const anthropic::UsageReport &report);
    FinishReason finishReason(bool hasCalls) const;
    Message message() const;

    QString m_text;
    QMap<int, Block> m_blocks; // by the wire's index, which is their order
    QString m_stopReason;
    std::optional<Usage> m_usage;
    bool m_ended = false;
};

} // namespace agent
