// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/Theme.h"

#include <QFrame>

namespace ui {

/// A small window under a button, with round corners: it goes when one clicks elsewhere or presses Esc.
class Popover : public QFrame
{
    Q_OBJECT
public:
    /// `name` is its title and accessible name; `theme` must outlive it.
    Popover(const Theme &theme, const QString &name, QWidget *parent);

    /// Opens with its right upper corner under `button`, or over it where there is no room below.
    void popUp(const QWidget *button);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
};

} // namespace ui
