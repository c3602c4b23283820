// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/CapSpec.h"
#include "ui/client/UsageWire.h"

/// Usage in words. What is not known is never said to be nothing.
namespace ui {

/// "$0.0042", "$1.20": two significant digits below a cent, cents above.
QString dollars(double amount);
/// "$1.20"; "at least $1.20" where the cost of some calls is not known, "cost unknown" where that of none is.
QString costText(const UsedTotal &used);
/// "1,284 tokens".
QString tokensText(qint64 tokens);
/// "Today 1,284 tokens · $0.0042".
QString todayText(const UsedTotal &day);

/// How much of what may be used is used: 0 to 1, and above where it was passed; absent without a cap.
std::optional<double> shareOfTokens(const UsedTotal &used, const agent::CapSpec &cap);
std::optional<double> shareOfCost(const UsedTotal &used, const agent::CapSpec &cap);
/// The greater of both; 0 without any.
double share(const UsedTotal &used, const agent::CapSpec &cap);

/// From here on a meter warns.
inline constexpr double warningShare = 0.8;

} // namespace ui
