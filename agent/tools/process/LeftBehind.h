// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/Environment.h"

#include <QByteArray>

namespace agent {

/// Puts a mark into the environment of a program that is to be started, by which its processes are found
/// wherever they have gone, and gives it.
QByteArray markIn(Environment &environment);

/// Ends every process of this user that has the mark in its environment. Nothing happens with an empty one.
/// Blocks, for some milliseconds. Missed is who has emptied its environment.
void endLeftBehind(const QByteArray &mark);

} // namespace agent
