// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/Token.h"

#include <QIcon>

#include <memory>

class QPainter;

namespace ui {

/// An icon of resources/icons that takes its colour from `colors` each time it is drawn, so a switch of the
/// theme needs no new icons, and sharp at every scale. Disabled it is drawn in Token::Strong.
QIcon lucideIcon(const QString &name, Token token, std::shared_ptr<const Colors> colors);

/// Draws one for delegates and painted widgets. `stroke` is in units of the 24 unit grid.
void drawLucide(QPainter &painter, const QString &name, const QRectF &where, const QColor &color,
                double stroke = 1.75);

} // namespace ui
