// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"

#include <QJsonObject>
#include <QStringList>

namespace app {

/// The arguments of a tool call as a person types them: one JSON object; "-" for one on the standard input;
/// or words. name=value gives a text, from which a tool that wants a number or true or false reads it; where
/// it wants a list or an object the value is JSON, or one item of the list, of which there may be several.
/// name:=value gives any JSON. No word: no arguments. `parameters` is the tool's JSON Schema. Errors:
/// InvalidInput, with what to write instead.
agent::Result<QJsonObject> typedArguments(const QStringList &words, const QJsonObject &parameters);

} // namespace app
