// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/Model.h"

#include <QByteArray>

namespace agent {

/// The body of a call of /api/chat, as JSON text. Pure. Results name their tool, for Ollama's calls have no
/// ids.
QByteArray ollamaBody(const ModelRequest &request);

} // namespace agent
