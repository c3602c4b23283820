// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/Price.h"

#include <QDateTime>

/// Files of the person who runs the program that are no agent's.
namespace app {

/// The table of prices a person may write: what SLIPWAY_PRICES names, else "prices.csv" in the folder of the
/// program's settings. It need not exist.
QString pricesPath();

/// The table that comes with Slipway, and that one laid over it. A file that cannot be read has a fault.
agent::PriceTable pricesInUse();

/// When that table of a person was written last; invalid without one.
QDateTime pricesChanged();

/// Where it is kept what models were used for: what SLIPWAY_USAGE names, else "usage.sqlite" in the folder of
/// the program's data. It need not exist.
QString usagePath();

/// Where the tokens are kept that were given out for servers on this machine: what SLIPWAY_TOKENS names, else
/// "tokens.json" beside that. It need not exist.
QString tokensPath();

/// Where runs are kept: what SLIPWAY_RUNS names, else "runs.sqlite" beside that. It need not exist.
QString runsPath();

} // namespace app
