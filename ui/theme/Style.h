// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

#include <functional>

namespace ui {

/// Fusion with the few habits of ours that a style sheet cannot say. What is animated lasts under 150 ms, and
/// nothing at all when `wantsStillness`.
class Style : public QProxyStyle
{
    Q_OBJECT
public:
    explicit Style(std::function<bool()> wantsStillness);

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget = nullptr) const override;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *result) const override;

private:
    std::function<bool()> m_wantsStillness;
};

} // namespace ui
