// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/MainWindow.h"

#include "ui/logs/LogDock.h"
#include "ui/playground/PlaygroundDock.h"
#include "ui/shell/Actions.h"
#include "ui/shell/Banner.h"
#include "ui/shell/CommandPalette.h"
#include "ui/shell/Desk.h"
#include "ui/shell/Documents.h"
#include "ui/shell/Footer.h"
#include "ui/shell/SettingsPopover.h"
#include "ui/shell/Sidebar.h"
#include "ui/shell/TopBar.h"
#include "ui/theme/Controls.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QDesktopServices>
#include <QFileInfo>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QSplitter>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

constexpr int roomForPlayground = 1400;
const QSize firstSize(1440, 900);

QStringList agentFilesIn(const QMimeData *data)
{
    QStringList files;
    for (const QUrl &url : data->urls()) {
        const QString path = url.toLocalFile();
        if (path.endsWith(u".yaml"_s, Qt::CaseInsensitive) || path.endsWith(u".yml"_s, Qt::CaseInsensitive))
            files.append(path);
    }
    return files;
}

void collectCommands(const QMenu &menu, const QString &group, QList<Command> &commands)
{
    for (QAction *action : menu.actions()) {
        QString text = action->text();
        text.remove(u'&').remove(u'\u2026');
        if (const QMenu *inner = action->menu())
            collectCommands(*inner, text, commands);
        else if (!action->isSeparator() && action->isEnabled())
            commands.append({group.isEmpty() ? text : u"%1: %2"_s.arg(group, text),
                             action->shortcut().toString(QKeySequence::NativeText), action->icon(),
                             [guarded = QPointer<QAction>(action)] {
                                 if (guarded)
                                     guarded->trigger();
                             }});
    }
}

} // namespace

MainWindow::MainWindow(ServerHost &host, Theme &theme, const DocumentView::Factory &documents,
                       Options options, QWidget *parent)
    : QMainWindow(parent)
    , m_theme(theme)
    , m_options(std::move(options))
    , m_memory(readMemory(m_options.settingsFile))
    , m_shelf(m_options.agentsFolder)
    , m_server(host)
    , m_actions(new Actions(theme, this))
{
    setWindowIcon(programIcon());
    setAcceptDrops(true);
    setMinimumSize(880, 560);
    build(documents);
    wireFiles();
    wireView();
    wireServer();
    recall();
    showLook();
    showServer();
}

MainWindow::~MainWindow() = default;

void MainWindow::build(const DocumentView::Factory &documents)
{
    m_top = new TopBar(m_theme, *m_actions);
    setMenuWidget(m_top);
    m_sidebar = new Sidebar(m_agentModel, m_theme, m_actions->newAgent);
    m_documents = new Documents(m_theme, *m_actions, documents);
    m_columns = new QSplitter;
    m_columns->setHandleWidth(1);
    m_columns->setChildrenCollapsible(false);
    m_columns->addWidget(m_sidebar);
    m_columns->addWidget(m_documents);
    m_columns->setStretchFactor(1, 1);
    m_columns->setSizes({236, 1000});
    setCentralWidget(m_columns);

    m_playground = new PlaygroundDock(m_theme, m_actions->start);
    m_log = new LogDock(m_logModel, m_theme);
    setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    addDockWidget(Qt::RightDockWidgetArea, m_playground);
    addDockWidget(Qt::BottomDockWidgetArea, m_log);

    m_footer = new Footer;
    setStatusBar(m_footer);
    m_desk = new Desk(*m_documents, m_shelf, this);
    m_settings = new SettingsPopover(m_theme, *m_actions, this);
    m_palette = new CommandPalette(m_theme, this);
}

void MainWindow::wireFiles()
{
    const auto front = [this] { return m_documents->current(); };
    connect(m_actions->newAgent, &QAction::triggered, this, [this] {
        if (!m_options.templates.isEmpty())
            m_desk->make(m_options.templates.constFirst());
    });
    connect(m_actions->open, &QAction::triggered, m_desk, &Desk::askForFile);
    connect(m_actions->save, &QAction::triggered, this, [this, front] { m_desk->save(front()); });
    connect(m_actions->saveAs, &QAction::triggered, this, [this, front] { m_desk->saveAs(front()); });
    connect(m_actions->closeTab, &QAction::triggered, this, [this, front] { m_desk->close(front()); });
    connect(m_actions->quit, &QAction::triggered, this, &QWidget::close);
    connect(m_actions->undo, &QAction::triggered, this, [front] { front()->undo(); });
    connect(m_actions->redo, &QAction::triggered, this, [front] { front()->redo(); });
    connect(m_actions->nextProblem, &QAction::triggered, this, &MainWindow::showNextProblem);

    connect(m_sidebar, &Sidebar::agentChosen, m_desk, &Desk::open);
    connect(m_sidebar, &Sidebar::templateChosen, this, [this](const QString &name) {
        for (const agent::Template &source : std::as_const(m_options.templates)) {
            if (source.name == name)
                m_desk->make(source);
        }
    });
    connect(m_desk, &Desk::shelfChanged, this, &MainWindow::showShelf);
    connect(m_desk, &Desk::message, m_footer, &Footer::say);
    connect(m_desk, &Desk::closingAllowed, this, &QWidget::close);
    connect(m_documents, &Documents::currentChanged, this, &MainWindow::showDocument);
    connect(m_documents, &Documents::changed, this, &MainWindow::showEdited);
    connect(m_documents, &Documents::opened, this, [this](DocumentView *view) {
        connect(view, &DocumentView::cursorMoved, m_footer, &Footer::setCursor);
        connect(view, &DocumentView::historyChanged, this, &MainWindow::showHistory);
    });
    connect(m_footer, &Footer::problemsClicked, this, [this] {
        if (DocumentView *view = m_documents->current())
            view->showProblem(m_problem = 0);
    });
}

void MainWindow::wireView()
{
    const auto tie = [this](QAction *action, QDockWidget *dock) {
        connect(action, &QAction::triggered, dock, [this, dock](bool shown) {
            dock->setVisible(shown);
            if (dock == m_playground)
                m_playgroundGaveWay = false;
        });
        connect(dock, &QDockWidget::visibilityChanged, action,
                [action, dock] { action->setChecked(!dock->isHidden()); });
    };
    tie(m_actions->log, m_log);
    tie(m_actions->playground, m_playground);
    connect(m_actions->sidebar, &QAction::toggled, m_sidebar, &QWidget::setVisible);
    connect(m_actions->nextTab, &QAction::triggered, this, [this] { m_documents->step(1); });
    connect(m_actions->previousTab, &QAction::triggered, this, [this] { m_documents->step(-1); });

    for (const auto &[action, choice] : {std::pair{m_actions->lookSystem, Theme::Choice::System},
                                         std::pair{m_actions->lookLight, Theme::Choice::Light},
                                         std::pair{m_actions->lookDark, Theme::Choice::Dark}})
        connect(action, &QAction::triggered, this, [this, choice = choice] { m_theme.setChoice(choice); });
    connect(m_actions->switchLook, &QAction::triggered, this,
            [this] { m_theme.setChoice(m_theme.isDark() ? Theme::Choice::Light : Theme::Choice::Dark); });
    connect(&m_theme, &Theme::changed, this, &MainWindow::showLook);

    connect(m_actions->palette, &QAction::triggered, this, &MainWindow::openPalette);
    connect(m_actions->about, &QAction::triggered, this, &MainWindow::showAbout);
    connect(m_actions->settings, &QAction::triggered, this, [this] {
        m_settings->setPort(m_memory.port);
        m_settings->popUp(m_top->settingsButton());
    });
    connect(m_settings, &SettingsPopover::portChosen, this, [this](quint16 port) {
        m_memory.port = port;
        showServer();
    });
}

void MainWindow::wireServer()
{
    connect(m_actions->start, &QAction::triggered, this, &MainWindow::startServer);
    connect(m_actions->stop, &QAction::triggered, &m_server, &ServerLink::stop);
    connect(m_actions->copyAddress, &QAction::triggered, this, [this] {
        QApplication::clipboard()->setText(m_server.url().toString());
        m_footer->say(tr("Address copied"));
    });
    const auto browse = [this](const QUrl &address) { QDesktopServices::openUrl(address); };
    connect(m_actions->browse, &QAction::triggered, this,
            [this, browse] { browse(m_server.url().resolved(QUrl(u"/playground"_s))); });
    connect(m_playground, &PlaygroundDock::browserWanted, this, browse);

    connect(&m_server, &ServerLink::stateChanged, this, &MainWindow::showServer);
    connect(&m_server, &ServerLink::agentChanged, this, [this](const ServedAgent &agent) {
        m_agentModel.setServed(agent.path);
        m_footer->setAgent(agent);
        m_documents->banners().dismiss(u"refused"_s);
        showServer();
    });
    connect(&m_server, &ServerLink::refused, this, [this](const QString &sentence) {
        m_documents->banners().show(u"refused"_s, Banner::Tone::Warning,
                                    tr("The server keeps the last good version: %1").arg(sentence));
    });
    connect(&m_server, &ServerLink::startFailed, this, &MainWindow::showStartFailure);
    connect(&m_server, &ServerLink::logged, &m_logModel, &LogModel::append);
}

void MainWindow::recall()
{
    m_theme.setChoice(m_memory.look);
    m_shelf.setRecent(m_memory.recent);
    m_agentModel.setTemplates(m_options.templates);
    m_documents->setMode(m_memory.mode);
    m_actions->sidebar->setChecked(m_memory.sidebar);
    m_sidebar->setVisible(m_memory.sidebar);
    resize(firstSize);
    restoreGeometry(m_memory.geometry);
    if (m_memory.docks.isEmpty()) {
        resizeDocks({m_playground}, {404}, Qt::Horizontal);
        resizeDocks({m_log}, {216}, Qt::Vertical);
    } else {
        restoreState(m_memory.docks);
    }
    m_columns->restoreState(m_memory.columns);
    m_actions->log->setChecked(!m_log->isHidden());
    m_actions->playground->setChecked(!m_playground->isHidden());
    showShelf();
}

WindowMemory MainWindow::memory() const
{
    WindowMemory memory = m_memory;
    memory.geometry = saveGeometry();
    memory.docks = saveState();
    memory.columns = m_columns->saveState();
    memory.look = m_theme.choice();
    memory.mode = m_documents->mode();
    memory.sidebar = m_actions->sidebar->isChecked();
    memory.recent = m_shelf.recent();
    memory.open.clear();
    for (const DocumentView *view : m_documents->all())
        memory.open.append(view->path());
    memory.front = m_documents->current() ? m_documents->current()->path() : QString();
    return memory;
}

void MainWindow::begin(const QStringList &files)
{
    for (const QString &file : files)
        openNamed(file);
    if (files.isEmpty())
        openLast();
    if (m_documents->all().isEmpty() && m_memory.recent.isEmpty())
        openFirst();
    if (DocumentView *view = m_documents->current())
        view->setFocus();
}

void MainWindow::openNamed(const QString &name)
{
    const auto isNamed = [&name](const agent::Template &source) { return source.name == name; };
    const auto source = std::find_if(m_options.templates.cbegin(), m_options.templates.cend(), isNamed);
    if (source == m_options.templates.cend() || QFileInfo(name).isFile())
        m_desk->open(name);
    else
        m_desk->openCopy(*source);
}

void MainWindow::openLast()
{
    for (const QString &file : std::as_const(m_memory.open)) {
        // A file of the last time that is gone is nothing to complain about.
        if (QFileInfo::exists(file))
            m_desk->open(file);
    }
    if (QFileInfo::exists(m_memory.front))
        m_desk->open(m_memory.front);
}

void MainWindow::openFirst()
{
    // The first time; or the settings are lost, and then what was made before is still there.
    if (const QList<AgentCard> made = m_shelf.agents(); !made.isEmpty())
        m_desk->open(made.constFirst().path);
    else if (!m_options.templates.isEmpty())
        m_desk->make(m_options.templates.constFirst());
}

void MainWindow::showDocument(DocumentView *view)
{
    m_problem = -1;
    showHistory();
    for (QAction *action : {m_actions->saveAs, m_actions->closeTab, m_actions->design, m_actions->split,
                            m_actions->yaml, m_actions->nextTab, m_actions->previousTab})
        action->setEnabled(view);
    m_actions->setDocumentActions(view ? view->actions() : QList<QAction *>());
    m_sidebar->setCurrent(view ? view->path() : QString());
    showEdited(view);
}

void MainWindow::showHistory()
{
    const DocumentView *view = m_documents->current();
    m_actions->undo->setEnabled(view && view->canUndo());
    m_actions->redo->setEnabled(view && view->canRedo());
}

void MainWindow::showEdited(DocumentView *view)
{
    if (view && view->isServable()) {
        if (m_startWhenRead == view)
            startServer();
        else if (m_server.isRunning() && m_server.agent().path == view->path())
            m_server.handOver(view->text(), view->path());
    }
    if (view != m_documents->current())
        return;
    const auto problems = view ? view->problems() : QList<agent::Diagnostic>();
    const auto errors = std::count_if(problems.begin(), problems.end(), [](const auto &problem) {
        return problem.severity == agent::Severity::Error;
    });
    m_actions->save->setEnabled(view && view->isModified());
    m_actions->nextProblem->setEnabled(!problems.isEmpty());
    m_footer->setFile(view ? view->path() : QString(), view && view->isModified());
    m_footer->setProblems(int(errors), int(problems.size() - errors));
    m_top->setAgentName(view ? view->card().name : QString());
    setWindowTitle(view ? tr("%1[*] \u2013 Slipway").arg(view->card().name) : tr("Slipway"));
    setWindowModified(view && view->isModified());
    showShelf();
    showServer();
}

void MainWindow::showShelf()
{
    QList<AgentCard> cards = m_shelf.agents();
    // An open agent is shown as it is in its tab, saved or not.
    for (AgentCard &card : cards) {
        if (const DocumentView *view = m_documents->find(card.path))
            card = view->card();
    }
    m_agentModel.setAgents(cards);
}

void MainWindow::showLook()
{
    const bool dark = m_theme.isDark();
    m_actions->switchLook->setText(dark ? tr("Switch to &light") : tr("Switch to &dark"));
    m_actions->switchLook->setIcon(m_theme.icon(dark ? u"sun"_s : u"moon"_s));
    QAction *chosen = m_theme.choice() == Theme::Choice::System ? m_actions->lookSystem
        : m_theme.choice() == Theme::Choice::Light              ? m_actions->lookLight
                                                                : m_actions->lookDark;
    chosen->setChecked(true);
}

QUrl MainWindow::plannedAddress() const
{
    return QUrl(u"http://127.0.0.1:%1"_s.arg(m_memory.port));
}

void MainWindow::showServer()
{
    using State = StatePill::State;
    const State state = m_server.state();
    const bool runs = m_server.isRunning();
    const bool busy = state == State::Starting || state == State::Stopping;
    const DocumentView *view = m_documents->current();
    const bool serves = runs && view && m_server.agent().path == view->path();

    m_top->setState(state);
    m_top->setAddress(m_server.url(), plannedAddress());
    m_actions->start->setData(!runs ? u"play"_s : u"refresh-cw"_s);
    m_actions->start->setText(!runs ? tr("&Start") : serves || !view ? tr("&Restart") : tr("&Serve this"));
    m_actions->start->setToolTip(!runs || serves
                                     ? tr("Serve the agent in front")
                                     : tr("Serve this agent instead of %1").arg(m_server.agent().name));
    m_actions->start->setEnabled(view && !busy);
    m_actions->stop->setEnabled(runs || state == State::Starting);
    m_actions->copyAddress->setEnabled(runs);
    m_actions->browse->setEnabled(runs);
    m_log->setEmptyText(
        runs ? tr("Nothing has happened yet. Send a message in the playground, or call the "
                  "address above.")
             : tr("Every request, model call and tool call appears here once the server runs."));
    if (m_playground->server() != m_server.url())
        m_playground->setServer(m_server.url());
}

ServerHost::Start MainWindow::startOf(const DocumentView &view) const
{
    return {view.text(), view.path(), m_memory.port};
}

void MainWindow::startServer()
{
    DocumentView *view = m_documents->current();
    if (!view)
        return;
    m_startWhenRead.clear();
    m_documents->banners().dismiss(u"start"_s);
    if (view->isServable()) {
        m_server.start(startOf(*view));
    } else if (view->problems().isEmpty()) {
        m_startWhenRead = view;
    } else {
        m_documents->banners()
            .show(u"start"_s, Banner::Tone::Error, tr("The agent has a problem that keeps it from starting."))
            ->offer(tr("Show it"), [this] { showNextProblem(); });
    }
}

void MainWindow::showStartFailure(const ServerHost::Failure &failure)
{
    Banner *banner = m_documents->banners().show(u"start"_s, Banner::Tone::Error, failure.message);
    if (failure.takenPort == 0 || failure.freePort == 0)
        return;
    banner->offer(tr("Use port %1").arg(failure.freePort), [this, port = failure.freePort] {
        m_memory.port = port;
        startServer();
    });
}

void MainWindow::showNextProblem()
{
    DocumentView *view = m_documents->current();
    if (!view || view->problems().isEmpty())
        return;
    m_problem = (m_problem + 1) % int(view->problems().size());
    view->showProblem(m_problem);
}

void MainWindow::openPalette()
{
    QList<Command> commands;
    collectCommands(*m_actions->menu(), {}, commands);
    for (const AgentCard &card : m_shelf.agents())
        commands.append({tr("Open %1").arg(card.name), tr("Agent"), m_theme.icon(card.icon),
                         [this, path = card.path] { m_desk->open(path); }});
    for (const agent::Template &source : std::as_const(m_options.templates))
        commands.append({tr("New from template: %1").arg(source.title), tr("Template"),
                         m_theme.icon(u"plus"_s), [this, source] { m_desk->make(source); }});
    m_palette->popUp(commands);
}

void MainWindow::showAbout()
{
    auto *box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("About Slipway"));
    box->setIconPixmap(programIcon().pixmap(64, 64));
    box->setText(tr("Slipway %1").arg(QStringLiteral(SLIPWAY_VERSION)));
    box->setInformativeText(tr("Builds, launches and watches AI agents on your own machine.\n\n"
                               "Free software under the GNU General Public License, version 3 or later. "
                               "Icons: Lucide (ISC). Fonts: Inter and JetBrains Mono (OFL 1.1)."));
    box->setModal(false);
    box->show();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_desk->mayCloseAll())
        return event->ignore();
    writeMemory(memory(), m_options.settingsFile);
    event->accept();
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    const bool wasWide = event->oldSize().width() >= roomForPlayground;
    const bool isWide = width() >= roomForPlayground;
    if (!isWide && wasWide && !m_playground->isHidden() && !m_playground->isFloating()) {
        m_playgroundGaveWay = true;
        m_playground->hide();
    } else if (isWide && m_playgroundGaveWay) {
        m_playgroundGaveWay = false;
        m_playground->show();
    }
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!agentFilesIn(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    for (const QString &file : agentFilesIn(event->mimeData()))
        m_desk->open(file);
    event->acceptProposedAction();
}

} // namespace ui
