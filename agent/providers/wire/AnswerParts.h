// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"
#include "agent/values/Message.h"

#include <QSet>

/// What the streams of several APIs have in common. Pure.
namespace agent {

/// A tool call whose arguments came as text: no text is no arguments, and text that is no JSON object is kept
/// as unreadable.
ToolCall toolCallFrom(const QString &id, const QString &name, const QString &arguments);

/// The calls with each id once and none of `taken`: servers that give no id, or count from zero in every
/// turn, get new ones.
QList<ToolCall> withOwnIds(QList<ToolCall> calls, QSet<QString> taken);

/// The ids of all tool calls of a conversation.
QSet<QString> callIdsIn(const QList<Message> &messages);

/// The failure a server reports within an answer, as text or as an object that has the words in `message` and
/// the kind, as a word or an HTTP status, in `type`, `code` or `status`. Unavailable when the kind is none we
/// know.
tl::unexpected<Error> reportedError(const QJsonValue &error);

/// "The model's answer cannot be read": a record that is no JSON or has another shape.
tl::unexpected<Error> unreadable(const Error &error);

/// "The model's answer broke off before its end".
tl::unexpected<Error> brokenOff();

} // namespace agent
