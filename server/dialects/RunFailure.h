// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"
#include "server/http/Exchange.h"

namespace server {

/// The HTTP status of a run that failed. What stands behind us is at fault: 401 or 404 would tell the client
/// that it asked wrongly. Unless a guardrail refused it.
int statusOfFailure(const agent::Error &error);

/// Adds to the answer of such a run that official clients of OpenAI and Anthropic are not to ask again by
/// themselves, for tools may have run; and how long a provider wants to be left alone.
http::Answer withoutRetry(http::Answer answer, const agent::Error &error);

} // namespace server
