// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/Log.h"

namespace agent::log {

Q_LOGGING_CATEGORY(spec, "slipway.spec", QtWarningMsg)
Q_LOGGING_CATEGORY(providers, "slipway.providers", QtWarningMsg)
Q_LOGGING_CATEGORY(tools, "slipway.tools", QtWarningMsg)
Q_LOGGING_CATEGORY(run, "slipway.run", QtWarningMsg)
Q_LOGGING_CATEGORY(http, "slipway.http", QtWarningMsg)
Q_LOGGING_CATEGORY(ui, "slipway.ui", QtWarningMsg)

} // namespace agent::log
