// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace agent::demo {

/// An object with all the properties of a schema, made up: `text` in the place of every text, and the
/// schema's default, first choice or lowest number where it names one.
QJsonObject fitting(const QJsonObject &schema, const QString &text);

} // namespace agent::demo
