// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/mcp/HttpAnswer.h"

using namespace Qt::StringLiterals;

namespace agent::mcp {

HttpAnswer::HttpAnswer(qint64 id, bool isStream)
    : m_id(id)
    , m_isStream(isStream)
{
}

Result<> HttpAnswer::feed(const QByteArray &bytes)
{
    const auto tooLong = [] {
        return fail(ErrorKind::Unavailable,
                    u"sent a message of more than %1 MiB"_s.arg(maxMessageBytes >> 20));
    };
    if (!m_isStream) {
        m_body += bytes;
        if (m_body.size() > maxMessageBytes)
            return tooLong();
        return {};
    }
    const Result<QList<SseEvent>> events = m_events.feed(bytes);
    if (!events)
        return tooLong();
    for (const SseEvent &event : *events)
        take(event.data);
    return {};
}

void HttpAnswer::finish()
{
    if (!m_isStream)
        take(m_body);
}

void HttpAnswer::goOn()
{
    m_lastId = lastId();
    m_events = {};
}

QString HttpAnswer::beginOfBody() const
{
    constexpr qsizetype most = 200;
    return QString::fromUtf8(m_body.left(4 * most)).simplified().left(most);
}

void HttpAnswer::take(const QByteArray &text)
{
    const Result<RpcMessage> message = readRpc(text);
    if (!message) // an event without data keeps a stream open, and a page of HTML is told by its status
        return;
    const bool isRefusal = message->error && message->id.isNull(); // of a request that was not understood
    if (message->isRequest())
        m_requests.append(*message);
    else if (!message->isAnswer())
        m_notifications.append(*message);
    else if (isRefusal || (message->id.isDouble() && message->id.toInteger() == m_id))
        m_message = *message;
}

} // namespace agent::mcp
