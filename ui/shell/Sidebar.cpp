// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/Sidebar.h"

#include "ui/shell/AgentDelegate.h"
#include "ui/shell/AgentListModel.h"
#include "ui/theme/Controls.h"
#include "ui/theme/SearchField.h"

#include <QHBoxLayout>
#include <QKeyEvent>

using namespace Qt::StringLiterals;

namespace ui {

ChoiceList::ChoiceList(QWidget *parent)
    : QListView(parent)
{
    setMouseTracking(true);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTabKeyNavigation(false);
    connect(this, &QListView::clicked, this, [this](const QModelIndex &index) {
        if (!m_inDoubleClick)
            emit chosen(index);
    });
}

void ChoiceList::keyPressEvent(QKeyEvent *event)
{
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isReturn && currentIndex().isValid())
        emit chosen(currentIndex());
    else
        QListView::keyPressEvent(event);
}

void ChoiceList::mouseDoubleClickEvent(QMouseEvent *event)
{
    m_inDoubleClick = true;
    QListView::mouseDoubleClickEvent(event);
}

void ChoiceList::mouseReleaseEvent(QMouseEvent *event)
{
    QListView::mouseReleaseEvent(event);
    m_inDoubleClick = false;
}

Sidebar::Sidebar(AgentListModel &model, const Theme &theme, QAction *newAgent, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_search(new SearchField(theme, tr("Search agents and templates"), tr("Search agents"), u"search"_s))
    , m_list(new ChoiceList)
{
    setLook(this, u"sidebar"_s);
    setObjectName(u"sidebar"_s);
    setMinimumWidth(208);
    m_search->setObjectName(u"agentSearch"_s);
    m_list->setObjectName(u"agents"_s);
    m_list->setProperty("look", u"clear"_s);
    m_list->setAccessibleName(tr("Agents and templates"));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new AgentDelegate(theme, m_list));

    auto *row = new QHBoxLayout;
    row->setContentsMargins(10, 0, 10, 0);
    row->setSpacing(6);
    row->addWidget(m_search);
    row->addWidget(iconButton(newAgent));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 10, 0, 6);
    column->setSpacing(4);
    column->addLayout(row);
    column->addWidget(m_list, 1);

    connect(m_search, &QLineEdit::textChanged, &m_model, &AgentListModel::setSearch);
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        for (int i = 0; i < m_model.rowCount(); ++i) {
            if (m_model.flags(m_model.index(i)).testFlag(Qt::ItemIsEnabled))
                return choose(m_model.index(i));
        }
    });
    connect(m_list, &ChoiceList::chosen, this, &Sidebar::choose);
    connect(&m_model, &AgentListModel::modelReset, this, &Sidebar::markCurrent);
}

void Sidebar::setCurrent(const QString &path)
{
    m_current = path;
    markCurrent();
}

void Sidebar::markCurrent()
{
    const QModelIndex index = m_model.indexOf(m_current);
    if (index.isValid())
        m_list->setCurrentIndex(index);
    else
        m_list->clearSelection();
}

void Sidebar::choose(const QModelIndex &index)
{
    const QString key = index.data(AgentListModel::KeyRole).toString();
    switch (AgentListModel::Kind(index.data(AgentListModel::KindRole).toInt())) {
    case AgentListModel::Kind::Agent:
        emit agentChosen(key);
        break;
    case AgentListModel::Kind::Template:
        emit templateChosen(key);
        break;
    case AgentListModel::Kind::Heading:
        break;
    }
}

} // namespace ui

#include "moc_Sidebar.cpp"
