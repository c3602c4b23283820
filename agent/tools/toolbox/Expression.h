// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"

namespace agent {

/// Works out an arithmetic expression with Python's precedence and numbers, and gives "<expression> =
/// <value>". Knows + - * / // % **, parentheses, pi, e, tau and the functions of MathFunctions.h. At most
/// 2,000 characters and 100 levels of nesting. Errors: InvalidInput, as a sentence a model can act on. Any
/// thread.
Result<QString> evaluateExpression(const QString &expression);

} // namespace agent
