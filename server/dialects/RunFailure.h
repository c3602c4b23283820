// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"

namespace server {

/// The HTTP status of a run that failed. What stands behind us is at fault: 401 or 404 would tell the client
/// that it asked wrongly. Unless a guardrail refused it.
int statusOfFailure(const agent::Error &error);

} // namespace server
