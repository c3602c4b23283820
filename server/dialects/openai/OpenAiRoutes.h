// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Runs.h"
#include "server/http/Route.h"
#include "server/served/ServedAgent.h"

namespace server::openai {

/// The routes of OpenAI's API: GET /v1/models, GET /v1/models/{model}, POST /v1/chat/completions,
/// POST /v1/responses. An agent is a model there. The arguments must outlive them. A client that leaves
/// cancels its run.
QList<http::Route> routes(ServedAgent &served, agent::Runs &runs);

} // namespace server::openai
