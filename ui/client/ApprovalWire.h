// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"

#include <QDateTime>

/// What the server says about runs that wait for a person, as values; see ui/client/Wire.h.
namespace ui {

/// A tool call that waits, as GET /runs tells it.
struct WaitingCall
{
    QString approval;
    QString toolName;
    QJsonObject parameters;
    QString reason;
    std::optional<QString> expiresAt; ///< UTC, ISO 8601; absent: it waits for ever.

    static constexpr auto fields = std::tuple{agent::json::required("approval", &WaitingCall::approval),
                                              agent::json::required("tool_name", &WaitingCall::toolName),
                                              agent::json::field("parameters", &WaitingCall::parameters),
                                              agent::json::field("reason", &WaitingCall::reason),
                                              agent::json::field("expires_at", &WaitingCall::expiresAt)};
};

/// A limit at which a run waits, as GET /runs tells it.
struct WaitingLimit
{
    QString name; ///< "iterations", "tokens", "cost", "tool_calls".
    double value = 0;
    double cap = 0;

    bool operator==(const WaitingLimit &) const = default;
    static constexpr auto fields = std::tuple{agent::json::required("name", &WaitingLimit::name),
                                              agent::json::field("value", &WaitingLimit::value),
                                              agent::json::field("cap", &WaitingLimit::cap)};
};

/// A run in progress.
struct HeldRun
{
    QString runId;
    QString agent;
    QString prompt;
    QList<WaitingCall> waiting;
    std::optional<WaitingLimit> limit;

    static constexpr auto fields = std::tuple{
        agent::json::required("run_id", &HeldRun::runId), agent::json::field("agent", &HeldRun::agent),
        agent::json::field("prompt", &HeldRun::prompt), agent::json::field("waiting", &HeldRun::waiting),
        agent::json::field("limit", &HeldRun::limit)};
};

/// GET /runs.
struct HeldRuns
{
    QList<HeldRun> runs;

    static constexpr auto fields = std::tuple{agent::json::required("runs", &HeldRuns::runs)};
};

/// A tool call that waits for a person, with all that a person is to know of it.
struct Approval
{
    QString run;
    QString id; ///< Of the approval, within the run.
    QString agent;
    QString prompt; ///< What the person who asked the agent said last.
    QString tool;
    QJsonObject arguments;
    QString reason;    ///< Why it asks, as the agent file says it; may be empty.
    QDateTime expires; ///< When it counts as denied; invalid: never.

    bool isSameAs(const Approval &other) const { return run == other.run && id == other.id; }
    bool operator==(const Approval &) const = default;
};

/// A run that waits at a limit for a person to raise it, for this run only.
struct LimitedRun
{
    QString run;
    QString agent;
    QString prompt; ///< What the person who asked the agent said last.
    WaitingLimit limit;

    /// Raised and met again it waits at another cap.
    bool isSameAs(const LimitedRun &other) const
    {
        return run == other.run && limit.name == other.limit.name && limit.cap == other.limit.cap;
    }
    bool operator==(const LimitedRun &) const = default;
};

/// What a person says to a tool call that waits.
struct ApprovalReply
{
    bool allowed = false;
    std::optional<QJsonObject> arguments = {}; ///< With `allowed`: in place of the model's.
    bool always = false; ///< With `allowed`: for all later calls of the tool in the run.
    QString note = {};   ///< With a denial: what the model is told.

    bool operator==(const ApprovalReply &) const = default;
};

} // namespace ui
