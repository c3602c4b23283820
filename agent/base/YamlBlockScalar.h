// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace agent::yaml {

/// Where a block scalar ends whose header stands at `header`: behind its last line, blank ones only if it
/// keeps them ("+"). `tokenEnd` is where libfyaml says it ends; of the blank lines it sometimes counts some.
qsizetype blockScalarEnd(const QByteArray &text, qsizetype header, qsizetype tokenEnd);

} // namespace agent::yaml
