// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/spec/SpecDocument.h"

#include <QString>

namespace ui {

class Draft;

// Tools as text, so that they go from one agent to another, and to and from any other program.

/// The entry of this row as it stands in the file, without the indentation of its place.
QString copiedTool(const agent::SpecDocument &document, int row);

/// Puts what was copied, an entry or a list of them, behind the row (-1: as the first), each under a name
/// that is free. Gives how many there were; refuses the draft with a sentence where the text is no tool.
int pasteTools(Draft &draft, int row, const QString &text);

} // namespace ui
