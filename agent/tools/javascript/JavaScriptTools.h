// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/ToolFactory.h"
#include "agent/tools/javascript/ScriptHosts.h"

namespace agent {

/// The tool whose code runs in one of `hosts`. Its code is read, once and for all, but does not run. Without
/// bubblewrap its label is Executes: then only the engine keeps the code from what is the person's. Else it
/// can but compute, or use the network. Blocks, see ScriptHosts::check(). Errors: InvalidInput (what cannot
/// be read, with its line), NotFound (no such file, no slipway-toolhost), Denied (the file leads out of the
/// agent file's folder), Unavailable.
Result<ToolPtr> makeJavaScriptTool(const JavaScriptTool &tool, const ToolSpec &spec,
                                   const ToolEnvironment &environment,
                                   const std::shared_ptr<ScriptHosts> &hosts);

} // namespace agent
