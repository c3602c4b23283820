// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/spec/Templates.h"
#include "ui/ServerHost.h"
#include "ui/editor/DocumentView.h"
#include "ui/logs/LogModel.h"
#include "ui/shell/AgentListModel.h"
#include "ui/shell/Shelf.h"
#include "ui/shell/WindowMemory.h"

#include <QMainWindow>

namespace ui {

class Actions;
class ApprovalDesk;
class CassetteDesk;
class CommandPalette;
class Desk;
class Documents;
class Footer;
class Panes;
class ServerDesk;
class SettingsPopover;
class TopBar;
class UsageDesk;

/// The window: wires its panes to the server, the files and the settings. It keeps no state of an agent:
/// texts are the documents', what runs is the server's.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    struct Options
    {
        QString settingsFile; ///< Where the window remembers itself; made when first written.
        QString agentsFolder; ///< Where agents made from templates go; made when needed.
        QList<agent::Template> templates;
    };

    /// `host` and `theme` must outlive the window.
    MainWindow(ServerHost &host, Theme &theme, const DocumentView::Factory &documents, Options options,
               QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Opens these files, or the copies of the templates so named; without any, the files of the last time;
    /// without those, an agent made before, or a copy of the first template.
    void begin(const QStringList &files);

protected:
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void build(const DocumentView::Factory &documents);
    void wireFiles();
    void showTemplates();
    void wireView();
    void wireServer();
    void recall();
    WindowMemory memory() const;

    void showDocument(DocumentView *view);
    /// Comes with every key stroke: nothing else may be done here.
    void showHistory();
    void showEdited(DocumentView *view);
    void showShelf();
    void showServer();
    void showNextProblem();
    /// In the file of the agent that is served.
    void showServedPlace(const QString &pointer);
    void showPrograms();
    void showSafety();
    void openPalette();

    ServerHost &m_host;
    Theme &m_theme;
    Options m_options;
    WindowMemory m_memory;
    Shelf m_shelf;
    LogModel m_logModel;
    AgentListModel m_agentModel;
    Actions *m_actions;
    TopBar *m_top = nullptr;
    Documents *m_documents = nullptr;
    Panes *m_panes = nullptr;
    Footer *m_footer = nullptr;
    Desk *m_desk = nullptr;
    ServerDesk *m_server = nullptr;
    ApprovalDesk *m_waiting = nullptr;
    UsageDesk *m_usage = nullptr;
    CassetteDesk *m_cassettes = nullptr;
    SettingsPopover *m_settings = nullptr;
    CommandPalette *m_palette = nullptr;
    int m_problem = -1;
};

} // namespace ui
