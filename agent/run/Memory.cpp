// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/Memory.h"

#include "agent/run/Estimate.h"

#include <limits>

namespace agent {

QList<Message> remembered(const QList<Message> &messages, const MemorySpec &memory)
{
    const qint64 mostMessages = memory.messages.value_or(std::numeric_limits<int>::max());
    const qint64 mostTokens = memory.tokens.value_or(std::numeric_limits<qint64>::max());
    qsizetype from = messages.size(); // where the person said something
    qint64 tokens = 0;
    for (qsizetype at = messages.size() - 1; at >= 0; --at) {
        tokens += estimatedTokens(messages[at]);
        const bool fits = messages.size() - at <= mostMessages && tokens <= mostTokens;
        if (!fits && from < messages.size())
            break;
        if (messages[at].role == Role::User)
            from = at;
    }
    return from < messages.size() ? messages.sliced(from) : messages;
}

} // namespace agent
