// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"

#include <QDateTime>

namespace agent {

/// The moment `now` as it reads in a time zone. `zone` is an IANA name ("Europe/Lisbon"; case does not count)
/// or "UTC+02:00"; `format` is a strftime pattern with English names, without the directives that depend on a
/// locale. Errors: InvalidInput (unknown zone, with the nearest names; unknown directive). Any thread.
Result<QString> currentTime(const QDateTime &now, const QString &zone, const QString &format);

} // namespace agent
