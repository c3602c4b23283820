// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace testing {

/// Seconds that nothing outlives, for "sleep": by them the processes of this test are told from all others,
/// of other tests too.
QString longNap();

/// The command lines of all processes that hold this. One that is just becoming another program has none.
QStringList processesWith(const QString &word);

/// Those of longNap() that are there to stay: waits, for five seconds at most, until there is none.
QStringList processesLeft();

} // namespace testing
