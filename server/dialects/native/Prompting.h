// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Runs.h"
#include "server/http/Exchange.h"
#include "server/served/ServedAgent.h"

#include <functional>

namespace server::native {

/// Where prompts are answered. All must outlive what is begun there.
struct Stage
{
    ServedAgent &served;
    agent::Runs &runs;
    agent::RunArchive &archive;
};

/// Begins the run that a POST /invoke or /stream asks for, with what was said in its session before if that
/// is to go on, and gives it to `then`. Answers itself where nothing can be begun, and where the run goes on
/// in the background. `followed` as in RunRequest.
void startRun(const http::ExchangePtr &exchange, const Stage &stage, bool followed,
              const std::function<void(const agent::RunPtr &)> &then);

} // namespace server::native
