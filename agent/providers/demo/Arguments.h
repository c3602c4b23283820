// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/ToolInfo.h"

#include <QStringList>

namespace agent::demo {

/// What could be made of a prompt for one tool.
struct Filling
{
    QJsonObject arguments;
    QStringList missing; ///< Required parameters for which nothing was found.
};

/// Fills a tool's parameters from what a person said: enum values and quoted text as they stand, numbers in
/// order or beside the parameter's name, addresses, dates, codes and ids by their look, cities and other
/// proper names for places and people, and for queries and texts the words that say more than the tool's own.
/// Optional parameters are filled only where the prompt clearly names a value; defaults are left to the tool.
Filling fill(const ToolInfo &tool, const QString &prompt);

} // namespace agent::demo
