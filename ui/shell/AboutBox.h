// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace ui {

/// Says what the program is, over `window`, which goes on meanwhile.
void showAbout(QWidget *window);

} // namespace ui
