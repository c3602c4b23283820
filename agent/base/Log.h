// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>

/// Logs for the developers of Slipway, one category a folder, warnings only unless QT_LOGGING_RULES asks for
/// more (for example QT_LOGGING_RULES="slipway.run.debug=true"). What a person wants to see of a run is in
/// its events.
namespace agent::log {

Q_DECLARE_LOGGING_CATEGORY(spec)
Q_DECLARE_LOGGING_CATEGORY(providers)
Q_DECLARE_LOGGING_CATEGORY(tools)
Q_DECLARE_LOGGING_CATEGORY(run)
Q_DECLARE_LOGGING_CATEGORY(http)
Q_DECLARE_LOGGING_CATEGORY(ui)

} // namespace agent::log
