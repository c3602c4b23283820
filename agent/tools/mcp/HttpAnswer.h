// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/SseReader.h"
#include "agent/tools/mcp/JsonRpc.h"

namespace agent::mcp {

/// Finds the answer to one request in the body of the HTTP response to it: one JSON text, or an event stream
/// in which other messages may come first (MCP, "Streamable HTTP"). Pure.
class HttpAnswer
{
public:
    HttpAnswer(qint64 id, bool isStream);

    /// Takes the next bytes of the body. Unavailable: it is too long; goes on where "The MCP server x"
    /// begins.
    Result<> feed(const QByteArray &bytes);
    /// Once the body is whole. A text that is no answer is left as it is.
    void finish();

    /// The answer, as soon as it is there.
    const std::optional<RpcMessage> &message() const { return m_message; }
    /// The requests of the server that have come, each once.
    QList<RpcMessage> takeRequests() { return std::exchange(m_requests, {}); }
    /// What else it said that has no answer, each once.
    QList<RpcMessage> takeNotifications() { return std::exchange(m_notifications, {}); }
    /// Whether the stream can be asked for again from where it was cut; then its last event's id.
    bool isResumable() const { return m_isStream && !lastId().isEmpty(); }
    QByteArray lastId() const { return m_events.lastId().isEmpty() ? m_lastId : m_events.lastId(); }
    /// After how long.
    std::chrono::milliseconds pause() const { return m_events.retry().value_or(std::chrono::seconds(1)); }
    /// What is fed next is that stream.
    void goOn();
    /// The begin of a body that is no event stream, for an error.
    QString beginOfBody() const;

private:
    void take(const QByteArray &text);

    qint64 m_id;
    bool m_isStream;
    SseReader m_events;
    QByteArray m_lastId; // of the streams before
    QByteArray m_body;
    std::optional<RpcMessage> m_message;
    QList<RpcMessage> m_requests;
    QList<RpcMessage> m_notifications;
};

} // namespace agent::mcp
