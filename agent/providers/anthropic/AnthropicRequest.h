// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/Model.h"

#include <QByteArray>
#include <QSet>

namespace agent {

/// The body of a Messages API call, as JSON text. Pure. Neighbours of one role become one turn, for all
/// results of a turn's tools must come in the next one. A temperature above 1, which the API refuses, is sent
/// as 1; not at all when it is `refused`. Signed reasoning goes back before what followed it.
QByteArray anthropicBody(const ModelRequest &request, const QSet<QString> &refused = {});

} // namespace agent
