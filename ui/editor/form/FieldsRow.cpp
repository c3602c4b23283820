// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/form/FieldsRow.h"

#include <QBoxLayout>

#include <algorithm>

namespace ui {

FieldsRow::FieldsRow(const QList<Column> &columns, int breakBelow, QWidget *parent)
    : QWidget(parent)
    , m_layout(new QBoxLayout(QBoxLayout::LeftToRight, this))
    , m_breakBelow(breakBelow)
{
    m_layout->setContentsMargins({});
    m_layout->setSpacing(10);
    for (const Column &column : columns)
        m_layout->addWidget(column.field, column.stretch, Qt::AlignTop);
}

QSize FieldsRow::minimumSizeHint() const
{
    int width = 0;
    for (int i = 0; i < m_layout->count(); ++i)
        width = std::max(width, m_layout->itemAt(i)->minimumSize().width());
    return {width, m_layout->minimumSize().height()};
}

void FieldsRow::resizeEvent(QResizeEvent *event)
{
    int needed = m_layout->spacing() * (m_layout->count() - 1);
    for (int i = 0; i < m_layout->count(); ++i)
        needed += m_layout->itemAt(i)->minimumSize().width();
    const bool isNarrow = width() < std::max(m_breakBelow, needed);
    const auto direction = isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight;
    if (m_layout->direction() != direction) {
        m_layout->setDirection(direction);
        updateGeometry();
    }
    QWidget::resizeEvent(event);
}

} // namespace ui

#include "moc_FieldsRow.cpp"
