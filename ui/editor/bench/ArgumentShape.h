// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"

namespace ui {

/// What a JSON Schema asks of one value, as far as a form can show it.
struct ArgumentShape
{
    QJsonObject schema; ///< With the one alternative beside null taken in.
    QString type;       ///< One of JSON Schema's; empty: more than one, or any.
    QJsonArray choices; ///< The only values it may have, without null; empty: not so few.
    bool isNullable = false;
};

ArgumentShape shapeOf(const QJsonObject &schema);

/// What a value of this shape begins as: its default, or the least there is.
QJsonValue firstValue(const QJsonObject &schema);

/// What a tool may be tried with at first: what is required.
QJsonObject firstArguments(const QJsonObject &schema);

} // namespace ui
