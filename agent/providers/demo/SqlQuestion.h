// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/providers/demo/Schema.h"

namespace agent::demo {

/// The SELECT that answers a question about the tables, "how many orders", "orders of Ada", "which product
/// sells best", "revenue per month"; empty when the question names no table or column.
QString selectFor(const QString &question, const Database &database);

/// The SELECT that searches the first full-text table for the words of a question; empty when there is no
/// such table or nothing to search for.
QString searchFor(const QString &question, const Database &database);

} // namespace agent::demo
