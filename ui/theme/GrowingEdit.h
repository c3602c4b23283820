// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace ui {

/// A text control that wants to be as tall as its text, within limits. Tab goes to the next control.
class GrowingEdit : public QPlainTextEdit
{
    Q_OBJECT
public:
    struct Lines
    {
        int least = 3;
        int most = 16; ///< From here on it scrolls.
    };

    explicit GrowingEdit(Lines lines, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    /// The wheel scrolls the page unless there is something to scroll here.
    void wheelEvent(QWheelEvent *event) override;

private:
    int linesOfText() const;
    void grow();

    Lines m_lines;
};

} // namespace ui
