// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/Tool.h"
#include "agent/tools/mcp/Wire.h"

namespace agent::mcp {

/// What a tool of a server is called in an agent: "server__tool". Two tools never get one name: where the
/// tool's own has other characters than a model may call, or would become longer than 64, its end is replaced
/// by a hash.
QString toolName(const QString &server, const QString &tool);

/// A tool of a server as a model and a person see it. A schema that arguments cannot be checked against gives
/// way to one that takes any; the server checks them anyway. `unsaid` is the side effect of a tool that does
/// not tell its own.
ToolInfo infoOf(const QString &server, const ListedTool &tool, SideEffect unsaid);

/// What a call gave: texts as they are; images and PDF files attached, of those and any other file what it is
/// and how large; structured content where there is nothing else. A text of more than a megabyte is cut. A
/// tool that says it failed, or wants a person's input first, is an error for the model.
ToolResult toolResultOf(const CallResult &result);

} // namespace agent::mcp
