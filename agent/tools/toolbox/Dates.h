// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"

namespace agent {

/// A date or time, in the format given or in one of those that are common, written in another. Days stand
/// before months where only that tells them apart. Errors of all here: InvalidInput. Any thread.
Result<QString> parseDatetime(const QString &text, const QString &inputFormat, const QString &outputFormat);

/// From a start to an end in "days", "hours", "minutes" or "seconds", with two decimals. Both are
/// YYYY-MM-DD, with HH:MM:SS behind it if wanted; ISO 8601 with an offset is read too.
Result<QString> timeDifference(const QString &start, const QString &end, const QString &unit);

/// What to do to a date.
struct DateShift
{
    QString operation; ///< "add" or "subtract".
    qint64 value = 0;
    QString unit; ///< As in timeDifference().
};

/// The date shifted. The result must lie in the years 1 to 9999.
Result<QString> dateArithmetic(const QString &date, const DateShift &shift, const QString &outputFormat);

} // namespace agent
