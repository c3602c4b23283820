// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"
#include "agent/values/Script.h"

namespace agent {

/// A script as it lies beside an agent file. NotFound: there is no such file, or it cannot be read.
/// InvalidInput: it has faults; the message begins with file, line and column of the first.
Result<Script> loadScript(const QString &path);

} // namespace agent
