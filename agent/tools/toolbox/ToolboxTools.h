// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/ToolFactory.h"
#include "agent/values/Toolbox.h"

namespace agent {

/// The tool that the toolbox describes by `entry`, offered as `info` says. Errors: NotFound.
Result<ToolPtr> makeToolboxTool(const ToolboxEntry &entry, const ToolInfo &info,
                                const ToolEnvironment &environment, const std::shared_ptr<QThreadPool> &pool);

} // namespace agent
