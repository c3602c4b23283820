// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/TextEdit.h"
#include "agent/base/Yaml.h"

/// Edits of a YAML text in place. Each gives the one splice that brings it about: comments, order, quotes and
/// layout of everything else stay. The new text was read again and equals the old tree plus the intended
/// change, else the edit is refused. The tree must be readable.
///
/// Errors: NotFound (no such place), Denied (shared through an alias; or it cannot be done without changing
/// more than asked), Conflict (the key exists).
namespace agent::yaml {

/// Sets a value; adds it as the last key of its mapping if it is not there, with the mappings above it. A
/// mapping or list that is replaced by one keeps what is the same in both.
Result<TextEdit> set(const Tree &tree, const QString &pointer, const QJsonValue &value);

/// Removes a key or list item with the comment lines directly above it and those indented below it.
Result<TextEdit> remove(const Tree &tree, const QString &pointer);

Result<TextEdit> rename(const Tree &tree, const QString &pointer, const QString &newKey);

/// `index` from 0 to the list's size; a key without value becomes a list.
Result<TextEdit> insert(const Tree &tree, const QString &pointer, qsizetype index, const QJsonValue &item);

/// The comment lines directly above an item go with it.
Result<TextEdit> move(const Tree &tree, const QString &pointer, qsizetype from, qsizetype to);

} // namespace agent::yaml
