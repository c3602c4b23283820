// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"

namespace ui {

/// JSON as people paste it, from a log, a script or a chat: with // and /* */ and # comments, commas before a
/// closing bracket, single quotes, keys without quotes, True, False and None. What is JSON already is read as
/// such. Error: InvalidInput, with the place.
agent::Result<QJsonValue> readLooseJson(const QString &text);

/// A value as it is shown for editing: with line breaks and indentation.
QString shownJson(const QJsonValue &value);

} // namespace ui
