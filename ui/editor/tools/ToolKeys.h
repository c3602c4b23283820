// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/form/Form.h"

namespace ui {

class FieldRows;

// What lists of "key: value" rows have in common.

/// The keys of the mapping at `pointer` as they follow one another in the text.
QStringList keysInTextOrder(const agent::SpecDocument &document, const QString &pointer);

/// "X-Header", "X-Header-2" …
QString freeKey(const QStringList &taken, const QString &wanted);

/// A field that shows the last part of its pointer, and renames it. A key that is taken is refused.
Form::Way keyWay();

/// Puts the focus on the first field of a row, with its text selected.
void focusKey(const FieldRows &rows, int row);

/// A field for a key of a tool, whose entry may still be only a word: it becomes a mapping then. Emptied, the
/// key goes.
Form::Way entryKeyWay();

/// The names of the parameters of the tool at `pointer`, as they follow one another in the text.
QStringList parametersOf(const agent::SpecDocument &document, const QString &pointer);
/// "{city} and {days} stand for what the model gives."
QString placesInWords(const agent::SpecDocument &document, const QString &pointer);

/// The last part of a JSON pointer, unescaped (RFC 6901, section 4).
QString lastKey(const QString &pointer);

} // namespace ui
