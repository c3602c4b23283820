// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/ToolFactory.h"

namespace agent {

/// The tool that makes one HTTP request. Errors: InvalidInput (a method, url or header that can never work, a
/// {name} that is no parameter).
Result<ToolPtr> makeHttpTool(const HttpTool &tool, const ToolSpec &spec, const ToolEnvironment &environment);

} // namespace agent
