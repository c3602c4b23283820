// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/Tool.h"
#include "agent/values/ToolSpec.h"

namespace agent {

/// The tool, called as its entry in the agent file allows: not more often at once than `concurrency`, not
/// again for arguments whose result is known if it is `pure`, once more and once again after a failure that
/// may pass if it is `idempotent`. The tool itself where the entry asks for none of these.
///
/// Results are kept as long as the object lives, which is until the agent file changes: good ones only, up to
/// 8 MB. A repetition is told as progress. Waiting ends with the call's stop request.
std::shared_ptr<Tool> withCare(std::shared_ptr<Tool> tool, const ToolCare &care);

} // namespace agent
