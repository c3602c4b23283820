// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/Style.h"

#include <QGuiApplication>

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

} // namespace ui

#include "moc_Style.cpp"
