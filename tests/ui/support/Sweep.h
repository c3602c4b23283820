// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QWidget;

namespace testing {

/// Controls of a window that a screen reader would show without a name, each with the way to it.
QStringList unnamedControls(QWidget *window);

/// Visible controls that Tab never reaches when pressed again and again from `start`. A widget that keeps
/// the key (an editor) must let it go after Esc, or everything behind it is reported.
QStringList unreachedControls(QWidget *window, QWidget *start);

} // namespace testing
