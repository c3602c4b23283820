// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/served/ServedAgent.h"

namespace server {

/// The agent that goes by this name; the case does not count. NotFound names the one there is.
agent::Result<agent::AgentPtr> agentByName(const QString &name, const ServedAgent &served);

} // namespace server
