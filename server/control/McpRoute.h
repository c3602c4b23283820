// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/Route.h"
#include "server/served/ServedAgent.h"

namespace server::control {

/// What the window asks about MCP servers, of Scope::Control. The body is {"text","path","server"}: an agent
/// file's text, its absolute path, and the name of a server in it, which is started or called; nothing of it
/// is served or kept.
///     POST /control/mcp   {"title","tools":[{"name","call","description","side_effect"}],
///                          "resources":[{"uri","name","description","mimeType"}],
///                          "prompts":[{"name","description"}]}: what the server has, however much of it the
///                          file lets the model see. "name" is the server's, "call" the model's.
/// `served` must outlive the route.
http::Route mcpRoute(ServedAgent &served);

} // namespace server::control
