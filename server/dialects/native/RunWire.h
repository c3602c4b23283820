// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Run.h"
#include "server/dialects/native/NativeWire.h"

/// The JSON by which clients hold runs: GET /runs, POST /runs/{run}/….
namespace server::native {

namespace json = agent::json;

enum class RunState {
    Running,
    Waiting,     ///< Tool calls wait for a person, or it waits at a limit.
    Interrupted, ///< A person holds it, or will before its next turn.
};

constexpr auto names(RunState)
{
    return std::array{json::Name{RunState::Running, "running"}, json::Name{RunState::Waiting, "waiting"},
                      json::Name{RunState::Interrupted, "interrupted"}};
}

/// A tool call that waits.
struct WaitingCall
{
    QString approval; ///< The last segment of the path that answers it.
    QString toolName;
    QJsonObject parameters;
    QString reason;
    std::optional<QString> expiresAt; ///< UTC, ISO 8601; absent: it waits for ever.

    static constexpr auto fields = std::tuple{
        json::field("approval", &WaitingCall::approval), json::field("tool_name", &WaitingCall::toolName),
        json::field("parameters", &WaitingCall::parameters), json::field("reason", &WaitingCall::reason),
        json::field("expires_at", &WaitingCall::expiresAt)};
};

/// A run in progress.
struct HeldRun
{
    QString runId;
    QString agent;
    QString prompt;
    QString startedAt; ///< UTC, ISO 8601.
    RunState state = RunState::Running;
    QList<WaitingCall> waiting;
    std::optional<HitLimit> limit = {}; ///< At which it waits for a person.

    static constexpr auto fields =
        std::tuple{json::field("run_id", &HeldRun::runId),  json::field("agent", &HeldRun::agent),
                   json::field("prompt", &HeldRun::prompt), json::field("started_at", &HeldRun::startedAt),
                   json::field("state", &HeldRun::state),   json::field("waiting", &HeldRun::waiting),
                   json::field("limit", &HeldRun::limit)};
};

HeldRun heldRun(const agent::Run &run);

enum class Answered { Allow, Deny };

constexpr auto names(Answered)
{
    return std::array{json::Name{Answered::Allow, "allow"}, json::Name{Answered::Deny, "deny"}};
}

/// Body of POST /runs/{run}/approvals/{approval}.
struct ApprovalBody
{
    Answered decision = Answered::Deny;
    std::optional<QJsonObject> parameters; ///< With "allow": in place of the model's.
    bool always = false; ///< With "allow": for all later calls of that tool in this session.
    QString note;        ///< With "deny": told to the model.

    static constexpr auto fields =
        std::tuple{json::required("decision", &ApprovalBody::decision),
                   json::field("parameters", &ApprovalBody::parameters),
                   json::field("always", &ApprovalBody::always), json::field("note", &ApprovalBody::note)};
};

/// Body of POST /runs/{run}/limit.
struct LimitBody
{
    double cap = 0; ///< From now on, for this run.

    static constexpr auto fields = std::tuple{json::required("cap", &LimitBody::cap)};
};

/// Body of POST /runs/{run}/steer.
struct SteerBody
{
    QString text;

    static constexpr auto fields = std::tuple{json::required("text", &SteerBody::text)};
};

} // namespace server::native
