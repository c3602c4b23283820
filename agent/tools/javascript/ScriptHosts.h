// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"
#include "agent/tools/javascript/ScriptHost.h"
#include "agent/tools/process/Sandbox.h"

namespace agent {

/// A call of code.
struct ScriptCall
{
    QString code;
    QJsonObject args;
    bool mayFetch = false;
    bool mayReachPrivateNetwork = false; ///< The guard of what it fetches is off.
};

/// What code gave back.
struct ScriptOutcome
{
    QString text;  ///< Its result …
    QString error; ///< … or what it threw; empty if it did not …
    int line = 0;  ///< … and in which of its lines, from 1; 0 where that is not known.
    QString notes; ///< The end of what it printed.

    static constexpr auto fields =
        std::tuple{json::field("text", &ScriptOutcome::text), json::field("error", &ScriptOutcome::error),
                   json::field("line", &ScriptOutcome::line), json::field("notes", &ScriptOutcome::notes)};
};

/// The processes in which the JavaScript of an agent's tools runs: some that are warm, each for one call at a
/// time. One that was ended, by whomever, is replaced. Starts none before the first check() or run(); all end
/// with this object. Server thread only.
class ScriptHosts
{
public:
    /// How many calls run at once; others wait.
    static constexpr int most = 4;

    /// How many rest at least, once there was a call: one makes itself ready while the other works.
    static constexpr int warm = 2;

    /// The best walls there are here when absent.
    explicit ScriptHosts(std::optional<Walls> walls);

    Walls walls();
    /// Whether code can be read; nothing of it runs. Blocks: some 100 ms where no process is warm. Errors:
    /// NotFound (the program is not beside this one), Unavailable (it does not start).
    Result<ScriptOutcome> check(QString code);
    /// Runs code. This object must live until the task is done. Errors: Timeout, Cancelled, Unavailable (the
    /// code made its process crash, or that could not be started).
    Task<ScriptOutcome> run(ScriptCall call, ScriptPatience patience);

private:
    Result<ScriptHostPtr> started();
    Result<ScriptHostPtr> idleOne();
    Task<ScriptHostPtr> borrowed(ScriptPatience patience);
    void giveBack(const ScriptHostPtr &host);

    std::optional<Walls> m_walls;
    QList<ScriptHostPtr> m_idle; // the one that has rested longest is first: it is ready
    QList<std::shared_ptr<Wake>> m_waiting;
    int m_busy = 0;
};

} // namespace agent
