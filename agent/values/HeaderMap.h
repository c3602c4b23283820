// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/Environment.h"

namespace agent {

/// Header fields as an agent file has them: by name, values in which ${VAR} still stands.
using HeaderMap = QMap<QString, QString>;

/// Whether a header can have this name: a token (RFC 9110, section 5.6.2).
bool isHeaderName(const QString &name);
/// Whether a header can have this value: no line break and no other control character but the tab (RFC 9110,
/// section 5.5).
bool isHeaderValue(const QString &value);

/// What must not be told of these headers: all that their variables stand for, and what is written out in one
/// whose name speaks of a secret, such as X-Api-Key or Cookie; environment variables of a program are read
/// alike. Nothing so short that it is no secret and would garble what is written.
QStringList secretsIn(const HeaderMap &headers, const Environment &environment);

} // namespace agent
