// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/providers/demo/Rule.h"

namespace agent::demo {

/// One line of markdown: that this is Slipway's offline demo and not an AI.
QString selfDescription();

/// Up to three prompts that work with the offered tools.
QStringList examples(const Scene &scene);

/// A sentence and the examples as a list, for a greeting or when nothing fitted.
QString whatItCanDo(const Scene &scene);

} // namespace agent::demo
