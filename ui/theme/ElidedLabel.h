// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace ui {

/// One line of text that is cut where there is no room for it; all of it is in the tooltip then. However long
/// it is, it asks for no more than a few letters.
class ElidedLabel : public QLabel
{
    Q_OBJECT
public:
    /// `look` is one of the style sheet's for labels; see Theme.h.
    explicit ElidedLabel(const QString &text, const QString &look = {}, QWidget *parent = nullptr);

    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
};

} // namespace ui
