// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/common/AgentSource.h"

#include <QCoro/QCoroTask>

#include <QStringList>

namespace app {

/// Calls the tools of the cases beside an agent file (docs/cases.md), or of those of these names, one after
/// another and without a model, and prints for each whether the result is as expected and what differs; or,
/// with `asJson`, one JSON object. Gives the exit status: 0 all are, 1 not all or nothing could be called, 2
/// there is no case of a name.
QCoro::Task<int> runCases(AgentSource source, QStringList names, bool asJson);

} // namespace app
