// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"

#include <QDateTime>

namespace agent {

/// A moment as a strftime pattern says it, with English names, without the directives that depend on a
/// locale. Errors: InvalidInput (unknown directive, more than 500 characters). Any thread, as everything
/// here.
Result<QString> formatTime(const QDateTime &time, const QString &format);

/// The moment that a text says in a strftime pattern: %Y %y %m %d %e %j %H %I %M %S %f %p %a %A %b %B %z %Z
/// (UTC only) %F %T %R %%. White space stands for any white space, case does not count. What the pattern
/// leaves out is that of 1900-01-01 00:00 UTC. Errors: InvalidInput (the text does not fit, there is no such
/// day, a directive that is not known).
Result<QDateTime> parseTime(const QString &text, const QString &format);

} // namespace agent
