// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/Tool.h"
#include "agent/values/Environment.h"
#include "agent/values/ToolSpec.h"

namespace agent {

/// The tool, and what it was given in confidence taken out of all that it tells: its results and its
/// progress. That is what ${VAR} stands for in the `env` of a program and the headers of a request, what is
/// written out there under a name that speaks of a secret, and the token of a tool for GitHub. What is that
/// short that it would garble the text stays. The tool itself where it was given nothing of the kind.
std::shared_ptr<Tool> withoutSecrets(std::shared_ptr<Tool> tool, const ToolSpec &spec,
                                     const Environment &environment);

/// The same, of these secrets.
std::shared_ptr<Tool> withoutSecrets(std::shared_ptr<Tool> tool, const QStringList &secrets);

} // namespace agent
