// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"

#include <QJsonObject>
#include <QJsonValue>

namespace agent {

/// Checks a value against a JSON Schema (the keywords of draft 7; later ones are not looked at, and nothing
/// is fetched). Errors: InvalidInput, "<place> <what is wrong>", with the place as JSON pointer in `where`
/// and `whole` for the value itself; Internal when the schema cannot be used. Any thread.
Result<> checkAgainstSchema(const QJsonValue &value, const QJsonObject &schema,
                            const QString &whole = QStringLiteral("the arguments"));

} // namespace agent
