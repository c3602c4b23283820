// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/AgentListModel.h"

#include <QObject>

class QAction;
class QDockWidget;
class QMainWindow;
class QSplitter;

namespace ui {

class Actions;
class ApprovalsDock;
class Documents;
class LogDock;
class LogModel;
class PlaygroundDock;
class Sidebar;
class Theme;
struct WindowMemory;

/// The panes of the window around its documents: where they stand, and how they are shown, hidden and
/// remembered. In a window that is too narrow for all of them the playground and the sidebar give way, until
/// there is room again.
class Panes : public QObject
{
    Q_OBJECT
public:
    /// What stands in them; all must outlive the panes.
    struct Content
    {
        Documents &documents;
        AgentListModel &agents;
        LogModel &log;
        const Actions &actions;
        const Theme &theme;
    };

    /// Puts the panes into `window`, to which they belong from then on.
    Panes(QMainWindow &window, const Content &content);

    Sidebar &sidebar() const { return *m_sidebar; }
    PlaygroundDock &playground() const { return *m_playground; }
    LogDock &log() const { return *m_log; }
    ApprovalsDock &approvals() const { return *m_approvals; }

    void recall(const WindowMemory &memory);
    void remember(WindowMemory &memory) const;
    /// To be called when the window has another width than `before`.
    void fit(int before);

private:
    void build(const Content &content);
    void tie();
    void tie(QAction *action, QDockWidget *dock);
    void fitPlayground(int before);
    void fitSidebar();
    /// For all that stands side by side, the sidebar included.
    int neededWidth() const;
    void showSidebar(bool shown);

    QMainWindow &m_window;
    const Actions &m_actions;
    QSplitter *m_columns;
    Documents *m_documents;
    Sidebar *m_sidebar = nullptr;
    PlaygroundDock *m_playground = nullptr;
    LogDock *m_log = nullptr;
    ApprovalsDock *m_approvals = nullptr;
    bool m_playgroundGaveWay = false;
    bool m_sidebarGaveWay = false;
};

} // namespace ui
