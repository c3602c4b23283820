// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"

#include <array>

namespace agent {

enum class Role { System, User, Assistant, Tool };

constexpr auto names(Role)
{
    return std::array{json::Name{Role::System, "system"}, json::Name{Role::User, "user"},
                      json::Name{Role::Assistant, "assistant"}, json::Name{Role::Tool, "tool"}};
}

/// A model's wish to have a tool called.
struct ToolCall
{
    QString id; ///< Unique within the run; invented where the provider gives none.
    QString name;
    QJsonObject arguments;
    std::optional<QString> unreadable; ///< The arguments as sent, when they were no JSON object.

    bool operator==(const ToolCall &) const = default;

    static constexpr auto fields = std::tuple{
        json::field("id", &ToolCall::id), json::field("name", &ToolCall::name),
        json::field("arguments", &ToolCall::arguments), json::field("unreadable", &ToolCall::unreadable)};
};

/// One entry of a conversation.
struct Message
{
    Role role = Role::User;
    QString text;
    QList<ToolCall> toolCalls; ///< Only with Role::Assistant.
    QString toolCallId;        ///< Only with Role::Tool: the call this answers.

    bool operator==(const Message &) const = default;

    static constexpr auto fields = std::tuple{
        json::field("role", &Message::role), json::field("text", &Message::text),
        json::field("tool_calls", &Message::toolCalls), json::field("tool_call_id", &Message::toolCallId)};
};

} // namespace agent
