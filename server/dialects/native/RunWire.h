// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Run.h"
#include "agent/store/RunStore.h"
#include "server/dialects/native/NativeWire.h"

/// The JSON by which clients see and hold runs: GET /runs, POST /runs/{run}/….
namespace server::native {

namespace json = agent::json;

enum class RunState {
    Running,
    Waiting,     ///< Tool calls wait for a person, or it waits at a limit.
    Interrupted, ///< A person holds it, or will before its next turn.
    Completed,   ///< This and those that follow: as RunStatus.
    Failed,
    Cancelled,
    Limited,
};

constexpr auto names(RunState)
{
    using enum RunState;
    return std::array{json::Name{Running, "running"},         json::Name{Waiting, "waiting"},
                      json::Name{Interrupted, "interrupted"}, json::Name{Completed, "completed"},
                      json::Name{Failed, "failed"},           json::Name{Cancelled, "cancelled"},
                      json::Name{Limited, "limited"}};
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

/// Why a run failed, or was cancelled.
struct RunFault
{
    QString message;
    agent::ErrorKind type = agent::ErrorKind::Internal;

    static constexpr auto fields =
        std::tuple{json::field("message", &RunFault::message), json::field("type", &RunFault::type)};
};

/// A run, in progress or finished.
struct ShownRun
{
    QString runId;
    QString agent;
    std::optional<QString> sessionId; ///< As the request named it.
    QString prompt;
    QString startedAt; ///< UTC, ISO 8601.
    RunState state = RunState::Running;
    QList<WaitingCall> waiting = {};
    std::optional<HitLimit> limit = {};     ///< At which it waits for a person.
    std::optional<QString> finishedAt = {}; ///< UTC, ISO 8601.
    std::optional<qint64> tokens = {};      ///< When it has finished …
    std::optional<double> costUsd = {};     ///< … absent where a price is unknown.
    std::optional<RunAnswer> result = {};   ///< Where it has one.
    std::optional<RunFault> error = {};     ///< Where it has none.

    static constexpr auto fields = std::tuple{json::field("run_id", &ShownRun::runId),
                                              json::field("agent", &ShownRun::agent),
                                              json::field("session_id", &ShownRun::sessionId),
                                              json::field("prompt", &ShownRun::prompt),
                                              json::field("started_at", &ShownRun::startedAt),
                                              json::field("state", &ShownRun::state),
                                              json::field("waiting", &ShownRun::waiting),
                                              json::field("limit", &ShownRun::limit),
                                              json::field("finished_at", &ShownRun::finishedAt),
                                              json::field("tokens", &ShownRun::tokens),
                                              json::field("cost_usd", &ShownRun::costUsd),
                                              json::field("result", &ShownRun::result),
                                              json::field("error", &ShownRun::error)};
};

/// A run in progress.
ShownRun shownRun(const agent::Run &run);
/// A run as lists show it, without what it has come to.
ShownRun shownRun(const agent::StoredRun &run);
/// A run that is kept, from all its events.
ShownRun shownRun(const QList<agent::RunEvent> &events);

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
