// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/AgentSpec.h"

namespace ui {

/// What an agent's tools may touch, in words for a person and the most harmless first; empty: nothing.
QStringList touchesOf(const agent::AgentSpec &spec);

} // namespace ui
