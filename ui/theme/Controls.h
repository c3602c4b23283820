// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/Theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

class QAction;

/// The controls of the window, each with its look, its accessible name and Tab focus from the start. What
/// they return belongs to the layout or parent it is put into.
namespace ui {

/// Gives a widget a look of the style sheet (see Theme.h), also when it is already shown.
void setLook(QWidget *widget, const QString &look);
/// Any of the style sheet's properties, applied at once: setProperty alone would not repaint.
void setStyled(QWidget *widget, const char *property, const QVariant &value);

/// Puts all that takes the focus by Tab within `inside` behind `before`: what is made later stands behind
/// everything else of the window otherwise.
void putInTabOrder(QWidget *before, const QWidget &inside);

QLabel *label(const QString &text, const QString &look = {});
/// A text button; without `look` it is the plain one.
QPushButton *button(const Theme &theme, const QString &icon, const QString &text, const QString &look = {});
/// A button that is an icon only: `name` is its tooltip and accessible name.
QToolButton *iconButton(const Theme &theme, const QString &icon, const QString &name);
/// The same for an action: text, icon, state and tooltip (with its shortcut) follow the action.
QToolButton *iconButton(QAction *action);

/// A check box drawn as a switch. Keyboard, role and state are those of a check box.
class Switch : public QCheckBox
{
    Q_OBJECT
public:
    /// `name` is the accessible name: a switch shows no text of its own.
    Switch(const Theme &theme, const QString &name, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

    /// The same picture for delegates: 30 × 16 in the middle of `where`, at its left edge.
    static void draw(QPainter &painter, const QRectF &where, bool on, const Theme &theme);

protected:
    bool hitButton(const QPoint &position) const override { return rect().contains(position); }
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
};

/// A combo box whose arrow is one of our icons (style sheets take image files only).
class ComboBox : public QComboBox
{
    Q_OBJECT
public:
    ComboBox(const Theme &theme, const QString &name, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
    /// The wheel scrolls the page; it changes a value only in a box that has the focus.
    void wheelEvent(QWheelEvent *event) override;

private:
    const Theme &m_theme;
};

/// The program's sign, at any size.
QIcon programIcon();

} // namespace ui
