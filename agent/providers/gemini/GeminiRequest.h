// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/Model.h"

#include <QByteArray>
#include <QSet>

namespace agent {

/// The body of a generateContent call, as JSON text. Pure. Neighbours of one role become one turn, for all
/// results of a turn's tools must come in the next one. The model's signatures go back with the calls they
/// came with. Thoughts are asked for unless `thinking` was `refused`.
QByteArray geminiBody(const ModelRequest &request, const QSet<QString> &refused = {});

} // namespace agent
