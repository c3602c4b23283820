// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Run.h"
#include "server/dialects/openai/ResponsesWire.h"

namespace server::openai {

/// The body of POST /v1/responses. InvalidInput: it is not JSON, or a field is not of its type.
agent::Result<ResponsesRequest> responsesRequestIn(const QByteArray &body);

/// What a run of this agent is asked for. InvalidInput names the field that cannot be done.
agent::Result<agent::RunRequest> runRequestOf(const ResponsesRequest &asked, const agent::Agent &agent);

} // namespace server::openai
