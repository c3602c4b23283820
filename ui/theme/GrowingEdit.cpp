// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/GrowingEdit.h"

#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

GrowingEdit::GrowingEdit(Lines lines, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_lines(lines)
{
    setProperty("look", u"field"_s);
    setTabChangesFocus(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QPlainTextEdit::textChanged, this, &GrowingEdit::grow);
    grow();
}

int GrowingEdit::linesOfText() const
{
    // A plain text document measures its height in lines.
    return document()->size().toSize().height();
}

QSize GrowingEdit::sizeHint() const
{
    const int lines = std::clamp(linesOfText(), m_lines.least, m_lines.most);
    const int border = 2;
    const int padding = 8; // as the style sheet has it
    const int around = border + padding + 2 * int(document()->documentMargin());
    return {200, lines * fontMetrics().lineSpacing() + around};
}

QSize GrowingEdit::minimumSizeHint() const
{
    return {80, sizeHint().height()};
}

void GrowingEdit::grow()
{
    const bool scrolls = linesOfText() > m_lines.most;
    setVerticalScrollBarPolicy(scrolls ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    updateGeometry();
}

void GrowingEdit::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        grow();
}

void GrowingEdit::wheelEvent(QWheelEvent *event)
{
    if (verticalScrollBar()->maximum() > 0)
        QPlainTextEdit::wheelEvent(event);
    else
        event->ignore();
}

} // namespace ui

#include "moc_GrowingEdit.cpp"
