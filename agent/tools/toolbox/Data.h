// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"

namespace agent {

/// What the data tools answer. All compute only, on any thread. Errors of all: InvalidInput (not JSON, with
/// line and column; not a list of objects; a result that would be too long).

/// "Valid JSON:" and the same JSON, laid out or on one line, with its numbers and the order of its members.
Result<QString> parseJson(const QString &json, bool pretty);

/// The value at a path such as "user.name" or "items.0.price"; a part that is a number counts in a list, from
/// its end if it is negative.
Result<QString> extractJsonField(const QString &json, const QString &path);

/// A list of objects as CSV with a head, columns sorted by name. A list or object in a cell is JSON.
Result<QString> jsonToCsv(const QString &json, const QString &delimiter);

/// CSV with a head as a list of objects whose values are texts, null where a row is short.
Result<QString> csvToJson(const QString &csv, const QString &delimiter, bool pretty);

/// A list of objects as a table, columns sorted by name: "simple" (see TextTable), "markdown" or "csv". At
/// most 50,000 cells.
Result<QString> formatTable(const QString &json, const QString &type);

} // namespace agent
