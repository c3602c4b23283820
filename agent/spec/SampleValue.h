// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"

namespace agent {

/// What a JSON Schema asks of one value, as far as a value can be made up for it.
struct ValueShape
{
    QJsonObject schema; ///< With what it refers to, and its first alternative beside null, taken in.
    QString type;       ///< One of JSON Schema's, not null if there is another; empty: any.
    QJsonArray choices; ///< The values it may have, where they are counted up.

    bool operator==(const ValueShape &) const = default;
};

/// `whole` is the schema that the references inside it point into ("#/$defs/place").
ValueShape valueShape(const QJsonObject &schema, const QJsonObject &whole);

/// A value that most likely fits: its default or an example, else one made up to its limits; the same one
/// each time. A "pattern" is not looked at.
QJsonValue sampleValue(const QJsonObject &schema, const QJsonObject &whole);

} // namespace agent
