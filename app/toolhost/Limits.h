// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace toolhost {

/// Takes from this process and its copies what they do not need: memory beyond what a script may have, and
/// any precedence where the system runs out of memory.
void limitThisProcess();

/// Lets this process, which a copy must ask for itself, end when the one that started it does.
void endWithParent();

} // namespace toolhost
