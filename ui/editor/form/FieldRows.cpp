// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/form/FieldRows.h"

#include "ui/theme/Controls.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

FieldRows::FieldRows(const Theme &theme, const Words &words, MakeRow makeRow, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_words(words)
    , m_makeRow(std::move(makeRow))
    , m_column(new QVBoxLayout(this))
    , m_add(button(theme, u"plus"_s, words.add, u"ghost"_s))
{
    m_column->setContentsMargins({});
    m_column->setSpacing(6);
    m_column->addWidget(m_add, 0, Qt::AlignLeft);
    connect(m_add, &QPushButton::clicked, this, &FieldRows::addRequested);
}

void FieldRows::setCount(int count)
{
    while (m_rows.size() < count)
        append();
    while (m_rows.size() > count) {
        QWidget *last = m_rows.takeLast().whole;
        // The row may be the one whose edit made this happen.
        if (last->isAncestorOf(focusWidget()))
            m_add->setFocus(Qt::OtherFocusReason);
        last->hide();
        last->deleteLater();
    }
}

void FieldRows::append()
{
    const int index = count();
    Row row{new QWidget, m_makeRow(index)};
    auto *remove = iconButton(m_theme, u"x"_s, m_words.remove.arg(index + 1));
    auto *line = new QHBoxLayout(row.whole);
    line->setContentsMargins({});
    line->setSpacing(4);
    line->addWidget(row.content, 1);
    line->addWidget(remove, 0, Qt::AlignTop);
    connect(remove, &QToolButton::clicked, this, [this, index] { emit removeRequested(index); });
    m_column->insertWidget(index, row.whole);
    m_rows.append(row);
    // The layout would show it only later, and until then it cannot take the focus.
    row.whole->show();
    putInTabOrder(m_add->previousInFocusChain(), *row.whole);
}

} // namespace ui

#include "moc_FieldRows.cpp"
