// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/common/AgentSource.h"
#include "server/http/HttpServer.h"

namespace app {

/// What was said of the server when it was started; what was not is left to the agent file.
struct SaidOfServer
{
    std::optional<QHostAddress> address;
    std::optional<quint16> port;
    QByteArray token;
    bool needsToken = false; ///< On this machine, too.
    bool hasTokens = false;  ///< Some were given out.
    QByteArrayList allowedOrigins;
    QByteArrayList allowedHosts;
    bool noPlayground = false;
};

/// How an agent is served.
struct ServerSettings
{
    http::ServerOptions http;
    bool playground = true;
    QStringList opened; ///< One sentence each: what the agent file lets in that would stay out without it.
};

/// What was said, and for the rest what the agent file says under `server`; a file with faults says nothing.
/// Errors begin with the place in the file, as diagnostics do. InvalidInput: the variable that should hold
/// the token is not set. Denied: the file asks for an address that others can reach, and there is no token.
agent::Result<ServerSettings> serverSettings(const SaidOfServer &said, const AgentSource &source);

} // namespace app
