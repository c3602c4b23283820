// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/dialects/RunStream.h"
#include "server/dialects/openai/ChatAnswer.h"

namespace server::openai {

/// Turns the events of one run into the chunks of a streamed completion (see LiveAnswer). Texts of different
/// turns are set apart by a blank line; calls come whole. A stream that ends with an error has no
/// finish_reason and no [DONE], so that nobody takes a part for the whole.
class ChatStream
{
public:
    explicit ChatStream(bool withUsage)
        : m_withUsage(withUsage)
    {
    }

    EventData take(const agent::RunEvent &event, const agent::Run &run);

private:
    QByteArray chunk(const Said &delta, const QJsonValue &finishReason = {}) const;
    EventData say(const LiveAnswer::Text &text);
    EventData end(const LiveAnswer::Ended &answer);

    bool m_withUsage;
    LiveAnswer m_live;
    ChatCompletion m_begun; ///< What all chunks have in common.
    bool m_hasSaid = false; ///< Any text.
};

} // namespace server::openai
