// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/control/ActivityLog.h"
#include "server/http/Exchange.h"

namespace server::control {

/// Streams the log to a client from the record after its Last-Event-ID (from the oldest without one) until
/// the client leaves. `log` must outlive the exchange.
void streamLog(ActivityLog &log, const http::ExchangePtr &exchange);

} // namespace server::control
