// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/ToolInfo.h"

namespace agent {

/// What a model sent, made fit for a tool and checked against its schema. Text becomes a number, or true or
/// false ("true", "1", "yes", "on"; "false", "0", "no", "off"), where the schema wants one; null for an
/// optional argument counts as left out. Errors: InvalidInput, as one sentence the model can act on (an
/// unknown argument with the nearest known one, a missing one, a wrong type, any rule of the schema); `where`
/// is the argument's JSON pointer. Any thread.
Result<QJsonObject> checkedArguments(const ToolInfo &tool, const QJsonObject &arguments);

/// Arguments with the defaults of their schema in the place of those that are missing, at every depth of
/// objects that are there.
QJsonObject withDefaults(QJsonObject arguments, const QJsonObject &schema);

/// Whether `parameters` is a schema arguments can be checked against: an object schema valijson can read.
/// Errors: InvalidInput.
Result<> checkParameters(const QJsonObject &parameters);

/// What a tool without parameters declares.
QJsonObject noParameters();
/// Whether `parameters` declares every one of these names. Errors: InvalidInput.
Result<> checkPlaces(const QStringList &names, const QJsonObject &parameters);

} // namespace agent
