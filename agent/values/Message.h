// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"

#include <array>
#include <optional>

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

/// An image or a file beside the text of a message or of a tool's result.
struct Attachment
{
    QString mediaType; ///< "image/png", "application/pdf" …
    QString data;      ///< Its bytes, base64 (RFC 4648 section 4).
    QString name;      ///< As the person calls it; may be empty.

    bool isImage() const { return mediaType.startsWith(QStringLiteral("image/")); }
    bool operator==(const Attachment &) const = default;

    static constexpr auto fields =
        std::tuple{json::required("media_type", &Attachment::mediaType),
                   json::required("data", &Attachment::data), json::field("name", &Attachment::name)};
};

/// What a provider wants back word for word with a message of its model: signed or encrypted reasoning.
/// Nobody else reads it.
struct Keepsake
{
    QString provider; ///< The provider that gave it; others never see it.
    QJsonArray items;

    bool operator==(const Keepsake &) const = default;

    static constexpr auto fields =
        std::tuple{json::field("provider", &Keepsake::provider), json::field("items", &Keepsake::items)};
};

/// One entry of a conversation.
struct Message
{
    Role role = Role::User;
    QString text;
    QList<ToolCall> toolCalls;             ///< Only with Role::Assistant.
    QString toolCallId;                    ///< Only with Role::Tool: the call this answers.
    QList<Attachment> attachments = {};    ///< Only with Role::User and Role::Tool.
    std::optional<Keepsake> keepsake = {}; ///< Only with Role::Assistant.
    bool failed = false;                   ///< Only with Role::Tool: `text` tells what went wrong.

    bool operator==(const Message &) const = default;

    static constexpr auto fields = std::tuple{json::field("role", &Message::role),
                                              json::field("text", &Message::text),
                                              json::field("tool_calls", &Message::toolCalls),
                                              json::field("tool_call_id", &Message::toolCallId),
                                              json::field("attachments", &Message::attachments),
                                              json::field("keepsake", &Message::keepsake),
                                              json::field("failed", &Message::failed)};
};

} // namespace agent
