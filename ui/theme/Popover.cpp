// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/Popover.h"

#include <QPainter>
#include <QScreen>

namespace ui {

Popover::Popover(const Theme &theme, const QString &name, QWidget *parent)
    : QFrame(parent, Qt::Popup | Qt::FramelessWindowHint)
    , m_theme(theme)
{
    setAttribute(Qt::WA_TranslucentBackground); // round corners
    setWindowTitle(name);
    setAccessibleName(name);
}

void Popover::popUp(const QWidget *button)
{
    adjustSize();
    constexpr int gap = 6;
    QPoint corner = button->mapToGlobal(QPoint(button->width(), button->height() + gap));
    if (corner.y() + height() > button->screen()->availableGeometry().bottom())
        corner = button->mapToGlobal(QPoint(button->width(), -gap - height()));
    move(corner - QPoint(width(), 0));
    show();
}

void Popover::paintEvent(QPaintEvent *)
{
    // The style sheet draws no ground for a translucent window.
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme.color(Token::Strong));
    painter.setBrush(m_theme.color(Token::Surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12);
}

} // namespace ui

#include "moc_Popover.cpp"
