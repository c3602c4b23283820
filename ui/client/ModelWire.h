// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"

#include <array>

/// What the server says about models, as values; see ui/client/Wire.h.
namespace ui {

/// One event of POST /control/check: a step of the check-up that is done.
struct CheckedStep
{
    enum class Outcome { Good, Remark, Bad };

    QString step; ///< "provider", "key", "host name", "connection" …
    Outcome outcome = Outcome::Good;
    QString detail;

    bool operator==(const CheckedStep &) const = default;
    static constexpr auto fields = std::tuple{agent::json::required("step", &CheckedStep::step),
                                              agent::json::required("outcome", &CheckedStep::outcome),
                                              agent::json::field("detail", &CheckedStep::detail)};
};

constexpr auto names(CheckedStep::Outcome)
{
    using agent::json::Name;
    using Outcome = CheckedStep::Outcome;
    return std::array{Name{Outcome::Good, "good"}, Name{Outcome::Remark, "remark"},
                      Name{Outcome::Bad, "bad"}};
}

/// POST /control/models.
struct ModelList
{
    QString model; ///< The one in use.
    QStringList models;

    static constexpr auto fields = std::tuple{agent::json::field("model", &ModelList::model),
                                              agent::json::required("models", &ModelList::models)};
};

/// A model server on this machine.
struct LocalServer
{
    QString title;    ///< "Ollama".
    QString provider; ///< The word for the agent file.
    QString baseUrl;
    QStringList models;

    bool operator==(const LocalServer &) const = default;
    static constexpr auto fields = std::tuple{agent::json::required("title", &LocalServer::title),
                                              agent::json::required("provider", &LocalServer::provider),
                                              agent::json::required("base_url", &LocalServer::baseUrl),
                                              agent::json::field("models", &LocalServer::models)};
};

/// GET /control/local-servers.
struct LocalServers
{
    QList<LocalServer> servers;

    static constexpr auto fields = std::tuple{agent::json::required("servers", &LocalServers::servers)};
};

} // namespace ui
