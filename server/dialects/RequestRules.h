// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Run.h"

/// What holds for requests in whatever API they come. Errors are InvalidInput and have no place: the dialect
/// knows where it was said.
namespace server {

/// A conversation ends with something to answer, and each call in it is followed by its result.
agent::Result<> checkConversation(const QList<agent::Message> &messages);

/// Adds a tool that a client brings along to `tools`. Its name must be one, and neither be there already nor
/// be that of one of the agent's; its parameters, if there are any, are a schema of an object.
agent::Result<> offer(QList<agent::ToolInfo> &tools, agent::ToolInfo tool, const agent::Agent &agent);

/// Tells the model to call one of the client's tools, or that of this name; providers are not asked to force
/// it.
void insist(agent::Wishes &wishes, const QString &tool = {});

/// An answer of this shape, which must be a usable schema of an object.
agent::Result<agent::OutputSpec> shapedAs(const QJsonObject &schema,
                                          const QString &name = agent::OutputSpec().name);

/// Attached data is base64 (RFC 4648 section 4).
agent::Result<> checkBase64(const QString &data);

} // namespace server
