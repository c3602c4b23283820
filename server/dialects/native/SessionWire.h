// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/store/Sessions.h"

/// The JSON by which clients see sessions: GET /sessions and what is below.
namespace server::native {

namespace json = agent::json;

/// A session in a list.
struct ShownSession
{
    QString sessionId;
    QString title;     ///< What was said first in it.
    QString startedAt; ///< UTC, ISO 8601.
    QString lastAt;    ///< UTC, ISO 8601: when its last run began.
    int runs = 0;
    qint64 tokens = 0;

    static constexpr auto fields = std::tuple{json::field("session_id", &ShownSession::sessionId),
                                              json::field("title", &ShownSession::title),
                                              json::field("started_at", &ShownSession::startedAt),
                                              json::field("last_at", &ShownSession::lastAt),
                                              json::field("runs", &ShownSession::runs),
                                              json::field("tokens", &ShownSession::tokens)};
};

struct SessionList
{
    QList<ShownSession> sessions;
    std::optional<QString> next = {}; ///< Of the next page: its `before`.

    static constexpr auto fields =
        std::tuple{json::field("sessions", &SessionList::sessions), json::field("next", &SessionList::next)};
};

/// The first so many, and whether there are more.
SessionList sessionList(const QList<agent::StoredSession> &sessions, int limit);

struct ShownMessage
{
    QString runId;
    QString at; ///< UTC, ISO 8601.
    agent::Role role = agent::Role::User;
    QString content;
    std::optional<QList<agent::ToolCall>> toolCalls;
    std::optional<QString> toolCallId;
    std::optional<QList<agent::Attachment>> attachments;
    std::optional<bool> failed; ///< Of a tool: `content` tells what went wrong.
    bool counts = false;        ///< The model is told it when the session goes on.

    static constexpr auto fields = std::tuple{json::field("run_id", &ShownMessage::runId),
                                              json::field("at", &ShownMessage::at),
                                              json::field("role", &ShownMessage::role),
                                              json::field("content", &ShownMessage::content),
                                              json::field("tool_calls", &ShownMessage::toolCalls),
                                              json::field("tool_call_id", &ShownMessage::toolCallId),
                                              json::field("attachments", &ShownMessage::attachments),
                                              json::field("failed", &ShownMessage::failed),
                                              json::field("counts", &ShownMessage::counts)};
};

/// A session with all that was said in it.
struct WholeSession
{
    QString sessionId;
    QList<ShownMessage> messages;

    static constexpr auto fields = std::tuple{json::field("session_id", &WholeSession::sessionId),
                                              json::field("messages", &WholeSession::messages)};
};

WholeSession shownSession(const QString &id, const QList<agent::SessionMessage> &history);

} // namespace server::native
