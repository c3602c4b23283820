// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/ToolFactory.h"

namespace agent {

/// The tool that runs a program. Errors: NotFound (no such program, no such folder), InvalidInput (a variable
/// that is not set, a {name} that is no parameter), Denied (the folder leads out of the agent file's).
Result<ToolPtr> makeCommandTool(const CommandTool &tool, const ToolSpec &spec,
                                const ToolEnvironment &environment);

} // namespace agent
