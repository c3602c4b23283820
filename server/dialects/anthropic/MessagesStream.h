// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/dialects/RunStream.h"
#include "server/dialects/anthropic/MessagesAnswer.h"

namespace server::anthropic {

/// Turns the events of one run into those of a streamed message (see LiveAnswer): a content block for each
/// text of the model, for each of its thoughts if they are wanted, and for each call. A stream that ends with
/// an error has no message_stop, so that nobody takes a part for the whole.
class MessagesStream
{
public:
    explicit MessagesStream(bool withThinking)
        : m_withThinking(withThinking)
    {
    }

    EventData take(const agent::RunEvent &event, const agent::Run &run);

private:
    EventData say(const LiveAnswer::Text &text);
    EventData think(const QString &piece);
    EventData call(const agent::ToolCall &call);
    EventData end(const LiveAnswer::Ended &answer);

    EventData openBlock(const QJsonObject &block);
    EventPiece delta(const QString &type, const QString &key, const QString &text) const;
    EventData closeBlock();

    bool m_withThinking;
    LiveAnswer m_live;
    QString m_block;  ///< The type of the block that is open; empty: none is.
    int m_index = -1; ///< Of the newest block.
};

} // namespace server::anthropic
