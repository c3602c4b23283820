// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/toolbox/Arithmetic.h"

#include <QList>
#include <QStringList>

namespace agent::arithmetic {

/// One function an expression may call.
struct Function
{
    const char *name;
    qsizetype least;                                         ///< Arguments at least …
    qsizetype most;                                          ///< … and at most.
    Result<Number> (*apply)(const QList<Number> &arguments); ///< Fails as the functions of Arithmetic.h do.
};

/// Null when there is none of that name.
const Function *function(const QString &name);

/// Of all functions, in the order of the table.
QStringList functionNames();

} // namespace agent::arithmetic
