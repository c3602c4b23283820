// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Clock.h"
#include "agent/tools/Tool.h"
#include "agent/tools/process/Sandbox.h"
#include "agent/values/AgentSpec.h"
#include "agent/values/Environment.h"

class QThreadPool;

namespace agent {

class ScriptHosts;

/// What tools may see of the world around them.
struct ToolEnvironment
{
    QString folder;          ///< The only folder whose files they may read: the agent file's.
    Environment environment; ///< For ${VAR} in headers of HTTP tools.
    /// Whether an address that a model chose may be on this machine or in a private network. Only tests say
    /// yes.
    bool mayReachPrivateNetwork = false;
    Clock clock = systemClock;
    std::optional<Walls> walls = {}; ///< Around programs; the best there are here when absent.
};

using ToolPtr = std::shared_ptr<Tool>;

/// Makes tools from what an agent file says about them. A new kind is one line in its source.
class ToolFactory
{
public:
    explicit ToolFactory(ToolEnvironment environment);

    /// The enabled tools, in the order of the file, without those that are agents: a run asks them. A name,
    /// description or parameters in the spec stand over the toolbox's, and over those of a function. This
    /// object must live until the task is done. Errors: NotFound (no such tool in the toolbox), InvalidInput
    /// (parameters that are no usable schema, an address that is none), Conflict (two of one name), those of
    /// PythonTools; `where` is the JSON pointer of the entry ("/tools/2").
    Task<QList<ToolPtr>> make(QList<ToolSpec> specs) const;

private:
    Result<ToolPtr> makeOne(const ToolSpec &spec) const;

    ToolEnvironment m_environment;
    std::shared_ptr<QThreadPool> m_pool;    ///< Shared with the tools that block; waits for them at its end.
    std::shared_ptr<ScriptHosts> m_scripts; ///< Where the tools in JavaScript run.
};

} // namespace agent
