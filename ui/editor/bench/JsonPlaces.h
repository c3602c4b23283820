// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"

namespace ui {

/// The value at a JSON pointer (RFC 6901) of `whole`; undefined where there is none.
QJsonValue valueAt(const QJsonValue &whole, const QString &pointer);

/// `whole` with that value there; undefined takes it away. Objects on the way are made, items of a list only
/// at its end.
QJsonValue withValueAt(const QJsonValue &whole, const QString &pointer, const QJsonValue &value);

} // namespace ui
