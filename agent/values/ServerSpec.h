// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"

namespace agent {

/// How a server that serves the agent is to be reached; what is absent is the program's default. Whoever
/// starts it may say otherwise.
struct ServerSpec
{
    std::optional<QString> host;  ///< An IP address or "localhost".
    std::optional<int> port;      ///< 0 to 65535; 0 is any that is free.
    std::optional<QString> token; ///< Always "${VAR}" as written: what clients must show.
    QStringList allowOrigins;     ///< Of pages elsewhere that may call: "https://app.example".
    QStringList allowHosts;       ///< Further names of this machine: "box.lan", "box.lan:80".
    bool playground = true;       ///< Whether the chat page is served.

    bool operator==(const ServerSpec &) const = default;
    static constexpr auto fields = std::tuple{json::field("host", &ServerSpec::host),
                                              json::field("port", &ServerSpec::port),
                                              json::field("token", &ServerSpec::token),
                                              json::field("allow_origins", &ServerSpec::allowOrigins),
                                              json::field("allow_hosts", &ServerSpec::allowHosts),
                                              json::field("playground", &ServerSpec::playground)};

    /// Whether only this machine can reach it.
    bool isLocal() const
    {
        const QString address = host.value_or(QStringLiteral("localhost"));
        return address == QLatin1String("localhost") || address == QLatin1String("::1")
            || address.startsWith(QLatin1String("127."));
    }
};

} // namespace agent
