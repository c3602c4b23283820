// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"

namespace agent {

/// Converts an amount between units of length, mass, temperature or data: "5 mi = 8.04672 km". A unit may be
/// written as symbol or word, singular or plural. Symbols are taken by case first (MB is a megabyte, Mb a
/// megabit), then without. Errors: InvalidInput (unknown unit, with the nearest; units of different kinds;
/// below absolute zero). Any thread.
Result<QString> convertUnit(double value, const QString &from, const QString &to);

} // namespace agent
