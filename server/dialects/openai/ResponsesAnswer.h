// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/dialects/ClientAnswer.h"
#include "server/dialects/openai/ResponsesWire.h"

namespace server::openai {

/// The response of this run that is in progress and says nothing yet.
Response responseBegunWith(const agent::RunEvent &started);

/// Makes a response one that has ended with this answer, all but its output.
void finish(Response &response, const ClientAnswer &answer);
/// Makes it one that has failed.
void finish(Response &response, const agent::Error &error);

/// The nth item of a response: a message with this text, or one that is in progress and has none.
QJsonObject messageItem(const Response &response, int n, const std::optional<QString> &text);
/// The one part of a message.
QJsonObject textPart(const QString &text);
/// The nth item: a call for the client; `arguments` as JSON.
QJsonObject callItem(const Response &response, int n, const agent::ToolCall &call, const QString &arguments);

/// The whole response of a run that has ended with this answer.
Response responseOf(const agent::RunEvent &started, const ClientAnswer &answer);

} // namespace server::openai
