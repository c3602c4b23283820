// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"
#include "agent/values/AgentSpec.h"
#include "agent/values/ToolInfo.h"
#include "ui/client/McpWire.h"

#include <array>

/// What the server says to the window, as values. Unknown keys are ignored, so that a newer server can be
/// watched too.
namespace ui {

/// GET /health: open to everybody.
struct Health
{
    QString status;
    QString version;
    QString agent;
    QString description;
    QString model;
    QString provider;
    QString providerReason; ///< Why this provider: "no key set, no Ollama found".

    bool operator==(const Health &) const = default;
    static constexpr auto fields = std::tuple{agent::json::required("status", &Health::status),
                                              agent::json::field("version", &Health::version),
                                              agent::json::field("agent", &Health::agent),
                                              agent::json::field("description", &Health::description),
                                              agent::json::field("model", &Health::model),
                                              agent::json::field("provider", &Health::provider),
                                              agent::json::field("provider_reason", &Health::providerReason)};
};

/// GET and PUT /control/agent: what is being served.
struct ServedAgent
{
    QString name;
    QString path;
    QString provider;
    QString model;
    QString reason;
    qint64 revision = 0; ///< One more for each text that was taken.
    QList<agent::ToolInfo> tools;
    agent::LimitsSpec limits;
    QList<McpState> mcpServers;

    bool operator==(const ServedAgent &) const = default;
    static constexpr auto fields = std::tuple{agent::json::required("name", &ServedAgent::name),
                                              agent::json::field("path", &ServedAgent::path),
                                              agent::json::field("provider", &ServedAgent::provider),
                                              agent::json::field("model", &ServedAgent::model),
                                              agent::json::field("reason", &ServedAgent::reason),
                                              agent::json::field("revision", &ServedAgent::revision),
                                              agent::json::field("tools", &ServedAgent::tools),
                                              agent::json::field("limits", &ServedAgent::limits),
                                              agent::json::field("mcp_servers", &ServedAgent::mcpServers)};
};

/// The problem document of a refusal (RFC 9457).
struct Problem
{
    QString title;
    int status = 0;
    QString detail; ///< The sentence to show.

    static constexpr auto fields = std::tuple{agent::json::field("title", &Problem::title),
                                              agent::json::field("status", &Problem::status),
                                              agent::json::field("detail", &Problem::detail)};
};

enum class LogLevel { Info, Ok, Warn, Error };

constexpr auto names(LogLevel)
{
    using agent::json::Name;
    return std::array{Name{LogLevel::Info, "info"}, Name{LogLevel::Ok, "ok"}, Name{LogLevel::Warn, "warn"},
                      Name{LogLevel::Error, "error"}};
}

/// One event of GET /control/log.
struct LogEntry
{
    qint64 seq = 0;
    QString at; ///< ISO 8601, UTC, with milliseconds.
    LogLevel level = LogLevel::Info;
    QString source;
    QString message;
    std::optional<int> status;        ///< HTTP status, where there is one.
    std::optional<qint64> durationMs; ///< How long it took.
    std::optional<QString> run;
    std::optional<QString> request; ///< The X-Request-Id of the answer it tells of.
    std::optional<QString> content; ///< What was said, given or taken; one line.

    /// All that it tells, in one line.
    QString sentence() const { return content ? message + QStringLiteral(" \u00B7 ") + *content : message; }

    bool operator==(const LogEntry &) const = default;
    static constexpr auto fields = std::tuple{agent::json::required("seq", &LogEntry::seq),
                                              agent::json::field("at", &LogEntry::at),
                                              agent::json::field("level", &LogEntry::level),
                                              agent::json::field("source", &LogEntry::source),
                                              agent::json::field("message", &LogEntry::message),
                                              agent::json::field("status", &LogEntry::status),
                                              agent::json::field("duration_ms", &LogEntry::durationMs),
                                              agent::json::field("run", &LogEntry::run),
                                              agent::json::field("request", &LogEntry::request),
                                              agent::json::field("content", &LogEntry::content)};
};

} // namespace ui
