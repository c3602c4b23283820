// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/source/YamlText.h"

namespace ui {

/// What may be written at a place of an agent file, as its schema says: keys end in ":". In the order to be
/// offered, all beginning with place.typed; empty where nothing is known.
QStringList yamlCompletions(const YamlPlace &place);

/// What the key of a place is for, and its default; empty where nothing is known.
QString yamlHelp(const YamlPlace &place);

} // namespace ui
