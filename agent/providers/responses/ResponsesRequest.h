// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/Model.h"

#include <QByteArray>
#include <QSet>

namespace agent {

/// The body of a Responses API call, as JSON text. Pure. Nothing is stored at the provider; encrypted
/// reasoning is asked for and goes back before what followed it. Of what was `refused`, `temperature`,
/// `reasoning` (its text is then not told) and `include` (it then thinks anew in each turn) are left out.
QByteArray responsesBody(const ModelRequest &request, const QSet<QString> &refused = {});

} // namespace agent
