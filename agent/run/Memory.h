// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/MemorySpec.h"
#include "agent/values/Message.h"

namespace agent {

/// The newest part of a conversation that keeps to `memory`. It always begins with something the person said,
/// so that no result is torn from its call, and is at least the last thing the person said and what came
/// after, however long that is.
QList<Message> remembered(const QList<Message> &messages, const MemorySpec &memory);

} // namespace agent
