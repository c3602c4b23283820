// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/RunEvent.h"

namespace testing {

/// An event of every kind, in the order of the variant, with nothing left out.
QList<agent::RunEventBody> everyEvent();

/// The journal of a run with these events, 10 ms apart, from noon on the first of January 2026 (UTC).
QList<agent::RunEvent> journalOf(const QString &run, const QList<agent::RunEventBody> &bodies);

} // namespace testing
