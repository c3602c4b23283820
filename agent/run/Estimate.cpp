// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/Estimate.h"

namespace agent {

qint64 estimatedTokens(const QString &text)
{
    constexpr qint64 charactersPerToken = 4;
    return text.size() / charactersPerToken;
}

qint64 estimatedTokens(const Message &message)
{
    constexpr qint64 perMessage = 4;
    qint64 tokens = perMessage + estimatedTokens(message.text);
    for (const ToolCall &call : message.toolCalls)
        tokens += estimatedTokens(call.name + QString::fromUtf8(json::text(call.arguments)));
    return tokens;
}

qint64 estimatedTokens(const QList<Message> &messages)
{
    qint64 tokens = 0;
    for (const Message &message : messages)
        tokens += estimatedTokens(message);
    return tokens;
}

} // namespace agent
