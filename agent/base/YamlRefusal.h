// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Yaml.h"

namespace agent::yaml {

/// Why a text is not even given to the parser: too large, not UTF-8, with characters that
/// cannot stand in YAML, or made to keep it busy.
std::optional<Fault> refusal(const QByteArray &text, const Limits &limits);

} // namespace agent::yaml
