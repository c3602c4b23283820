// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/CommandPalette.h"

class QMenu;

namespace ui {

/// What a menu and the menus in it offer now, in their order: "File: Open", with its keys. An action that is
/// gone when it is run does nothing.
QList<Command> commandsOf(const QMenu &menu, const QString &group = {});

} // namespace ui
