// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/RunEvent.h"

/// Events as JSON, in full: what is written is read as the same value. Files keep it, so a name in it stays.
namespace agent {

/// The event's own fields; what it is stands in eventName().
QJsonObject bodyToJson(const RunEventBody &body);

/// Keys of later versions are passed over. Errors: InvalidInput (no event is of that name; fields that are
/// none).
Result<RunEventBody> bodyFromJson(const QString &name, const QJsonObject &object);

} // namespace agent
