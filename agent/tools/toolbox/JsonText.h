// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"

#include <QStringList>

#include <vector>

namespace agent {

/// A JSON text as a tree that keeps what Qt's own would lose: the order of an object's members, the digits of
/// a number, a name that stands twice.
struct JsonNode
{
    enum class Kind { Null, Bool, Number, String, Array, Object };

    Kind kind = Kind::Null;
    QString text;      ///< Of a string its value, of a number, true, false and null how they are written.
    QStringList names; ///< Of an object, one for each of its items.
    std::vector<JsonNode> items; ///< Of an array or object.

    /// The member of this name, the last if there are several; null when there is none.
    const JsonNode *member(const QString &name) const;
};

/// Reads a text as RFC 8259 has it; a byte order mark is skipped. At most 500 levels deep. Errors:
/// InvalidInput with line and column.
Result<JsonNode> readJsonText(const QString &text);

/// The node at a path such as "user.name" or "items.0.price", within `root`; a part that is a number counts
/// in a list, from its end if it is negative. Errors: InvalidInput names the part that is not there, and what
/// is.
Result<const JsonNode *> nodeAt(const JsonNode &root, const QString &path);

enum class JsonLayout { OneLine, Indented };

/// The node as text, with two blanks for each level or on one line. Errors: InvalidInput (more than maxResult
/// characters).
Result<QString> writeJsonText(const JsonNode &node, JsonLayout layout);

} // namespace agent
