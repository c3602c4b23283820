// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/DockBar.h"

#include "ui/theme/Controls.h"

#include <QDockWidget>
#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

DockBar::DockBar(const Theme &theme, QDockWidget &dock, const CloseButton &close)
    : m_row(new QHBoxLayout(this))
{
    setLook(this, u"bar"_s);
    m_row->setContentsMargins(14, 5, 8, 5);
    m_row->setSpacing(6);
    auto *shut = iconButton(theme, u"x"_s, close.text);
    shut->setObjectName(close.name);
    connect(shut, &QToolButton::clicked, &dock, &QWidget::close);
    m_row->addWidget(label(dock.windowTitle(), u"heading"_s));
    m_row->addStretch();
    m_row->addWidget(shut);
    dock.setFeatures(QDockWidget::DockWidgetClosable | QDockWidget::DockWidgetMovable
                     | QDockWidget::DockWidgetFloatable);
    dock.setTitleBarWidget(this);
}

void DockBar::addRemark(QWidget *remark)
{
    m_row->insertWidget(++m_remarks, remark);
}

void DockBar::addTool(QWidget *tool)
{
    m_row->insertWidget(m_row->count() - 1, tool);
}

} // namespace ui

#include "moc_DockBar.cpp"
