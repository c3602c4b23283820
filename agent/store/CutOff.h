// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/RunEvent.h"

namespace agent {

/// What ends a run that the end of its program has cut off, to be added to its `events` (not empty, without
/// RunFinished): of tools that ran nobody knows what they have done, what waited for a person is over, and
/// the run has failed.
QList<RunEvent> endOfCutOff(const QList<RunEvent> &events, const QDateTime &now);

} // namespace agent
