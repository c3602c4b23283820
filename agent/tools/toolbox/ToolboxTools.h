// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/ToolFactory.h"

namespace agent {

/// The tool of the toolbox that is called `tool`, described as `info` says. Errors: NotFound.
Result<ToolPtr> makeToolboxTool(const QString &tool, const ToolInfo &info, const ToolEnvironment &environment,
                                const std::shared_ptr<QThreadPool> &pool);

} // namespace agent
