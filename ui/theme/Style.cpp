// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/Style.h"

#include <QGuiApplication>
#include <QPainter>
#include <QStyleOption>

using namespace Qt::StringLiterals;

namespace ui {

Style::Style(std::function<bool()> wantsStillness)
    : QProxyStyle(u"Fusion"_s)
    , m_wantsStillness(std::move(wantsStillness))
{
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                     QStyleHintReturn *result) const
{
    constexpr int briefMilliseconds = 120;
    switch (hint) {
    case SH_UnderlineShortcut:
        return QGuiApplication::queryKeyboardModifiers().testFlag(Qt::AltModifier) ? 1 : 0;
    case SH_ItemView_ShowDecorationSelected:
        return 1;
    case SH_Widget_Animation_Duration:
        return m_wantsStillness() ? 0 : briefMilliseconds;
    default:
        return QProxyStyle::styleHint(hint, option, widget, result);
    }
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    if (element != PE_IndicatorItemViewItemCheck) {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        return;
    }
    // Fusion's is hardly seen on a dark ground.
    QColor line = option->palette.color(QPalette::Text);
    line.setAlphaF(0.6F);
    const QRectF box = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(line);
    painter->drawRoundedRect(box, 3, 3);
    if (option->state.testFlag(State_On)) {
        const auto at = [&box](double x, double y) {
            return QPointF(box.left() + x * box.width(), box.top() + y * box.height());
        };
        painter->setPen(QPen(option->palette.color(QPalette::Text), 1.8));
        painter->drawPolyline(QPolygonF{at(0.22, 0.52), at(0.42, 0.72), at(0.78, 0.28)});
    }
    painter->restore();
}

} // namespace ui

#include "moc_Style.cpp"
