// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/DocumentView.h"
#include "ui/theme/Theme.h"

#include <QByteArray>
#include <QStringList>

namespace ui {

/// What the window remembers from one time to the next.
struct WindowMemory
{
    QByteArray geometry; ///< QWidget::saveGeometry
    QByteArray docks;    ///< QMainWindow::saveState
    QByteArray columns;  ///< QSplitter::saveState
    QByteArray division; ///< DocumentView::division
    Theme::Choice look = Theme::Choice::System;
    DocumentView::Mode mode = DocumentView::Mode::Split;
    quint16 port = 8000;
    bool sidebar = true;
    QStringList recent; ///< Files opened before, the newest first.
    QStringList open;   ///< Files in tabs, in order.
    QString front;      ///< The tab in front.

    bool operator==(const WindowMemory &) const = default;
};

/// Reads an INI file; what is not there or makes no sense has its default.
WindowMemory readMemory(const QString &file);
void writeMemory(const WindowMemory &memory, const QString &file);

} // namespace ui
