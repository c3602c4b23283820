// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"
#include "ui/editor/form/Form.h"

namespace ui {

// What can be done with the MCP servers of an agent file, each as part of a draft.

enum class ServerKind {
    Program, ///< Started with the agent, ended with it.
    Address, ///< Runs already, somewhere.
};

/// "/mcp_servers", or "/mcpServers" where the file says so.
QString serversPointer(const agent::SpecDocument &document);
/// The names in the order of the text.
QStringList serverNames(const agent::SpecDocument &document);

ServerKind kindOf(const QJsonValue &entry);
/// What is started or called, in a few words: "npx -y server-everything".
QString summaryOf(const QJsonValue &entry);

/// Appends a server that is to be made one's own, and gives its name.
QString addServer(Draft &draft, ServerKind kind);
/// Makes it one of the other kind; what the kind before had goes.
void changeKind(Draft &draft, const QString &pointer, ServerKind kind);
void removeServer(Draft &draft, const QString &name);
/// Appends what another program's settings hold, under free names. Refuses the draft with a sentence where
/// that is nothing of the kind.
void pasteServers(Draft &draft, const QString &text);

/// A field that shows a server's name, and renames it; what the policy says about its tools goes along.
Form::Way serverNameWay();
/// Whether the model is to see this tool of all those that the server has.
void offerTool(Draft &draft, const QString &pointer, const QString &tool, bool isOffered,
               const QStringList &all);

} // namespace ui
