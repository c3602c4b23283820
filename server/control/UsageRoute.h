// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/usage/UsageLedger.h"
#include "server/http/Exchange.h"

namespace server::control {

/// Answers GET /control/usage?by=day|session|client|model|agent&limit=N&agent=NAME: an object of `by` and
/// `totals`, a list of agent::UsageTotal, what was used last first. `by` is "day" and `limit` 100 (at most
/// 1000) unless named; without `agent` all agents count. `ledger` must outlive the exchange.
void answerUsage(agent::UsageLedger &ledger, const http::ExchangePtr &exchange);

} // namespace server::control
