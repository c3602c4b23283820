// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/Panes.h"

#include "ui/approvals/ApprovalsDock.h"
#include "ui/logs/LogDock.h"
#include "ui/playground/PlaygroundDock.h"
#include "ui/shell/Actions.h"
#include "ui/shell/Documents.h"
#include "ui/shell/Sidebar.h"
#include "ui/shell/WindowMemory.h"

#include <QAction>
#include <QMainWindow>
#include <QSplitter>

#include <algorithm>

namespace ui {
namespace {

constexpr int roomForPlayground = 1400;

} // namespace

Panes::Panes(QMainWindow &window, const Content &content)
    : QObject(&window)
    , m_window(window)
    , m_actions(content.actions)
    , m_columns(new QSplitter)
    , m_documents(&content.documents)
{
    build(content);
    tie();
}

void Panes::build(const Content &content)
{
    m_sidebar = new Sidebar(content.agents, content.theme, m_actions.newAgent);
    m_columns->setHandleWidth(1);
    m_columns->setChildrenCollapsible(false);
    m_columns->addWidget(m_sidebar);
    m_columns->addWidget(m_documents);
    m_columns->setStretchFactor(1, 1);
    m_columns->setSizes({236, 1000});
    m_window.setCentralWidget(m_columns);

    m_playground = new PlaygroundDock(content.theme, m_actions.start);
    m_log = new LogDock(content.log, content.theme);
    m_approvals = new ApprovalsDock(content.theme);
    m_window.setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    m_window.setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    m_window.addDockWidget(Qt::RightDockWidgetArea, m_approvals); // above the playground
    m_window.addDockWidget(Qt::RightDockWidgetArea, m_playground);
    m_window.addDockWidget(Qt::BottomDockWidgetArea, m_log);
}

void Panes::tie()
{
    connect(m_actions.approvals, &QAction::triggered, m_approvals, [this](bool shown) {
        if (shown)
            m_approvals->open();
    });
    tie(m_actions.log, m_log);
    tie(m_actions.playground, m_playground);
    tie(m_actions.approvals, m_approvals);
    connect(m_actions.sidebar, &QAction::triggered, this, [this](bool shown) {
        m_sidebarGaveWay = false;
        showSidebar(shown);
        if (shown && m_window.width() < neededWidth()) // somebody wants it there all the same
            m_window.resize(neededWidth(), m_window.height());
    });
    // The editor takes another width then, but not at once.
    for (QAction *mode : {m_actions.design, m_actions.split, m_actions.yaml})
        connect(mode, &QAction::toggled, this, &Panes::fitSidebar, Qt::QueuedConnection);
}

void Panes::tie(QAction *action, QDockWidget *dock)
{
    connect(action, &QAction::triggered, dock, [this, dock](bool shown) {
        dock->setVisible(shown);
        if (dock == m_playground)
            m_playgroundGaveWay = false;
    });
    connect(dock, &QDockWidget::visibilityChanged, action,
            [action, dock] { action->setChecked(!dock->isHidden()); });
    // Not at once: a window that is being deleted hides its docks, too.
    connect(dock, &QDockWidget::visibilityChanged, this, &Panes::fitSidebar, Qt::QueuedConnection);
    connect(dock, &QDockWidget::dockLocationChanged, this, &Panes::fitSidebar, Qt::QueuedConnection);
}

void Panes::recall(const WindowMemory &memory)
{
    showSidebar(memory.sidebar);
    if (memory.docks.isEmpty()) {
        m_window.resizeDocks({m_playground}, {404}, Qt::Horizontal);
        m_window.resizeDocks({m_log}, {170}, Qt::Vertical);
    } else {
        m_window.restoreState(memory.docks);
    }
    m_approvals->hide(); // nothing waits yet
    m_columns->restoreState(memory.columns);
    m_actions.log->setChecked(!m_log->isHidden());
    m_actions.playground->setChecked(!m_playground->isHidden());
}

void Panes::remember(WindowMemory &memory) const
{
    memory.docks = m_window.saveState();
    memory.columns = m_columns->saveState();
    memory.sidebar = m_actions.sidebar->isChecked() || m_sidebarGaveWay;
}

void Panes::fit(int before)
{
    fitPlayground(before);
    fitSidebar();
}

void Panes::fitPlayground(int before)
{
    const bool wasWide = before >= roomForPlayground;
    const bool isWide = m_window.width() >= roomForPlayground;
    if (!isWide && wasWide && !m_playground->isHidden() && !m_playground->isFloating()) {
        m_playgroundGaveWay = true;
        m_playground->hide();
    } else if (isWide && m_playgroundGaveWay) {
        m_playgroundGaveWay = false;
        m_playground->show();
    }
}

void Panes::fitSidebar()
{
    const bool hasRoom = m_window.width() >= neededWidth();
    if (!hasRoom && !m_sidebar->isHidden()) {
        m_sidebarGaveWay = true;
        showSidebar(false);
    } else if (hasRoom && m_sidebarGaveWay) {
        m_sidebarGaveWay = false;
        showSidebar(true);
    }
}

int Panes::neededWidth() const
{
    int beside = 0;
    for (QDockWidget *dock : std::initializer_list<QDockWidget *>{m_playground, m_approvals}) {
        const Qt::DockWidgetArea area = m_window.dockWidgetArea(dock);
        const bool isBeside = area == Qt::LeftDockWidgetArea || area == Qt::RightDockWidgetArea;
        if (isBeside && !dock->isHidden() && !dock->isFloating())
            beside = std::max(beside, dock->minimumSizeHint().width());
    }
    return m_sidebar->minimumWidth() + m_documents->minimumSizeHint().width() + beside;
}

void Panes::showSidebar(bool shown)
{
    m_actions.sidebar->setChecked(shown);
    m_sidebar->setVisible(shown);
}

} // namespace ui

#include "moc_Panes.cpp"
