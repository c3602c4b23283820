// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Runs.h"
#include "server/http/Route.h"
#include "server/served/ServedAgent.h"

namespace server::anthropic {

/// The route of Anthropic's API: POST /v1/messages. (GET /v1/models is the same as OpenAI's and stands
/// there.) An agent is a model. The arguments must outlive it. A client that leaves cancels its run.
QList<http::Route> routes(ServedAgent &served, agent::Runs &runs);

} // namespace server::anthropic
