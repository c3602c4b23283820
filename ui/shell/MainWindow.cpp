// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/MainWindow.h"

#include "ui/connect/ConnectDialog.h"
#include "ui/logs/LogDock.h"
#include "ui/playground/PlaygroundDock.h"
#include "ui/safety/SafetyDialog.h"
#include "ui/shell/AboutBox.h"
#include "ui/shell/Actions.h"
#include "ui/shell/ApprovalDesk.h"
#include "ui/shell/Banner.h"
#include "ui/shell/CassetteDesk.h"
#include "ui/shell/CommandPalette.h"
#include "ui/shell/Commands.h"
#include "ui/shell/Desk.h"
#include "ui/shell/Documents.h"
#include "ui/shell/Footer.h"
#include "ui/shell/LookDesk.h"
#include "ui/shell/Panes.h"
#include "ui/shell/ServerDesk.h"
#include "ui/shell/SettingsPopover.h"
#include "ui/shell/Sidebar.h"
#include "ui/shell/TemplateGallery.h"
#include "ui/shell/TopBar.h"
#include "ui/shell/UsageDesk.h"
#include "ui/theme/Controls.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QDesktopServices>
#include <QMimeData>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

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

} // namespace

MainWindow::MainWindow(ServerHost &host, Theme &theme, const DocumentView::Factory &documents,
                       Options options, QWidget *parent)
    : QMainWindow(parent)
    , m_host(host)
    , m_theme(theme)
    , m_options(std::move(options))
    , m_memory(readMemory(m_options.settingsFile))
    , m_shelf(m_options.agentsFolder)
    , m_actions(new Actions(theme, this))
{
    setWindowIcon(programIcon());
    setAcceptDrops(true);
    setMinimumSize(880, 560);
    build(documents);
    m_server = new ServerDesk(host, *m_actions, *m_documents, this);
    m_waiting = new ApprovalDesk(host, {m_panes->approvals(), *m_footer, m_top->pill()}, this);
    m_usage = new UsageDesk(host, m_theme, *m_footer, this);
    m_cassettes = new CassetteDesk({host, *m_actions, *m_documents, *m_server}, this);
    wireFiles();
    wireView();
    wireServer();
    recall();
    m_server->showActions();
}

MainWindow::~MainWindow() = default;

void MainWindow::build(const DocumentView::Factory &documents)
{
    m_top = new TopBar(m_theme, *m_actions);
    setMenuWidget(m_top);
    m_documents = new Documents(m_theme, *m_actions, documents);
    m_panes = new Panes(*this, {*m_documents, m_agentModel, m_logModel, *m_actions, m_theme});
    new LookDesk(m_theme, *m_actions, this);
    m_footer = new Footer(m_theme);
    setStatusBar(m_footer);
    m_desk = new Desk(m_theme, *m_documents, m_shelf, this);
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
    connect(m_actions->templates, &QAction::triggered, this, &MainWindow::showTemplates);
    connect(m_actions->open, &QAction::triggered, m_desk, &Desk::askForFile);
    connect(m_actions->save, &QAction::triggered, this, [this, front] { m_desk->save(front()); });
    connect(m_actions->saveAs, &QAction::triggered, this, [this, front] { m_desk->saveAs(front()); });
    connect(m_actions->closeTab, &QAction::triggered, this, [this, front] { m_desk->close(front()); });
    connect(m_actions->quit, &QAction::triggered, this, &QWidget::close);
    connect(m_actions->undo, &QAction::triggered, this, [front] { front()->undo(); });
    connect(m_actions->redo, &QAction::triggered, this, [front] { front()->redo(); });
    connect(m_actions->nextProblem, &QAction::triggered, this, &MainWindow::showNextProblem);

    connect(&m_panes->sidebar(), &Sidebar::agentChosen, m_desk, &Desk::open);
    connect(&m_panes->sidebar(), &Sidebar::templateChosen, this, [this](const QString &name) {
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
        connect(view, &DocumentView::startWanted, m_actions->start, &QAction::trigger);
    });
    connect(m_footer, &Footer::problemsClicked, this, [this] {
        if (DocumentView *view = m_documents->current())
            view->showProblem(m_problem = 0);
    });
}

void MainWindow::showTemplates()
{
    auto *gallery = new TemplateGallery(m_theme, m_options.templates, this);
    connect(gallery, &TemplateGallery::copyWanted, m_desk, &Desk::make);
    connect(gallery, &TemplateGallery::tryWanted, this, [this](const agent::Template &source) {
        m_desk->openCopy(source);
        m_actions->start->trigger();
    });
    gallery->open();
}

void MainWindow::wireView()
{
    connect(m_actions->nextTab, &QAction::triggered, this, [this] { m_documents->step(1); });
    connect(m_actions->previousTab, &QAction::triggered, this, [this] { m_documents->step(-1); });
    connect(m_actions->palette, &QAction::triggered, this, &MainWindow::openPalette);
    connect(m_actions->about, &QAction::triggered, this, [this] { showAbout(this); });
    connect(m_actions->settings, &QAction::triggered, this, [this] {
        m_settings->setPort(m_server->port());
        m_settings->popUp(m_top->settingsButton());
    });
    connect(m_settings, &SettingsPopover::portChosen, m_server, &ServerDesk::choosePort);
}

void MainWindow::wireServer()
{
    connect(m_actions->copyAddress, &QAction::triggered, this, [this] {
        QApplication::clipboard()->setText(m_server->link().url().toString());
        m_footer->say(tr("Address copied"));
    });
    connect(m_actions->connectProgram, &QAction::triggered, this, &MainWindow::showPrograms);
    connect(m_actions->safety, &QAction::triggered, this, &MainWindow::showSafety);
    const auto browse = [](const QUrl &address) { QDesktopServices::openUrl(address); };
    connect(m_actions->browse, &QAction::triggered, this,
            [this, browse] { browse(m_server->link().url().resolved(QUrl(u"/playground"_s))); });
    connect(&m_panes->playground(), &PlaygroundDock::browserWanted, this, browse);
    connect(&m_panes->playground(), &PlaygroundDock::placeWanted, this, &MainWindow::showServedPlace);
    connect(m_usage, &UsageDesk::limitsWanted, this, [this] { showServedPlace(u"/limits/day/tokens"_s); });

    connect(m_server, &ServerDesk::changed, this, &MainWindow::showServer);
    connect(m_server, &ServerDesk::agentChanged, this, [this](const ServedAgent &agent) {
        m_agentModel.setServed(agent.path);
        m_footer->setAgent(agent);
        const auto cassette = m_server->cassette();
        const bool isReplay = cassette && cassette->kind == CassetteUse::Kind::Replay;
        m_usage->setAgent(isReplay ? ServedAgent() : agent); // a replay uses nothing up
    });
    connect(m_server, &ServerDesk::problemWanted, this, &MainWindow::showNextProblem);
    connect(m_server, &ServerDesk::logged, &m_logModel, &LogModel::append);
    connect(m_server, &ServerDesk::logged, m_waiting, &ApprovalDesk::note);
    connect(m_server, &ServerDesk::logged, m_usage, &UsageDesk::note);
}

void MainWindow::showPrograms()
{
    if (auto *open = findChild<ConnectDialog *>())
        return open->activateWindow();
    const DocumentView *front = m_documents->current();
    const QString served = m_server->link().agent().name;
    const QString name = served.isEmpty() && front ? front->card().name : served;
    (new ConnectDialog(m_host, m_theme, name, this))->show();
}

void MainWindow::showSafety()
{
    if (auto *open = findChild<SafetyDialog *>())
        return open->activateWindow();
    (new SafetyDialog(m_host, m_theme, m_server->link().agent(), this))->show();
}

void MainWindow::recall()
{
    m_theme.setChoice(m_memory.look);
    m_server->setOwnPort(m_memory.port);
    m_shelf.setRecent(m_memory.recent);
    m_agentModel.setTemplates(m_options.templates);
    m_documents->setMode(m_memory.mode);
    m_documents->setDivision(m_memory.division);
    resize(firstSize);
    restoreGeometry(m_memory.geometry);
    m_panes->recall(m_memory);
    showShelf();
}

WindowMemory MainWindow::memory() const
{
    WindowMemory memory = m_memory;
    memory.geometry = saveGeometry();
    m_panes->remember(memory);
    memory.division = m_documents->division();
    memory.look = m_theme.choice();
    memory.mode = m_documents->mode();
    memory.port = m_server->ownPort();
    memory.recent = m_shelf.recent();
    memory.open.clear();
    for (const DocumentView *view : m_documents->all())
        memory.open.append(view->path());
    memory.front = m_documents->current() ? m_documents->current()->path() : QString();
    return memory;
}

void MainWindow::begin(const QStringList &files)
{
    m_desk->begin(files, m_memory, m_options.templates);
    if (DocumentView *view = m_documents->current())
        view->setFocus();
}

void MainWindow::showDocument(DocumentView *view)
{
    m_problem = -1;
    showHistory();
    for (QAction *action : {m_actions->saveAs, m_actions->closeTab, m_actions->design, m_actions->split,
                            m_actions->yaml, m_actions->nextTab, m_actions->previousTab})
        action->setEnabled(view);
    m_actions->setDocumentActions(view ? view->actions() : QList<QAction *>());
    m_panes->sidebar().setCurrent(view ? view->path() : QString());
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
    if (view)
        m_server->take(*view);
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
    m_server->showActions();
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

void MainWindow::showServer()
{
    const ServerLink &link = m_server->link();
    m_top->setState(link.state());
    m_top->pill().setCassette(m_server->cassette());
    m_top->setAddress(link.url(), m_server->plannedAddress(), m_server->portSentence());
    m_panes->log().setEmptyText(
        link.isRunning() ? tr("Nothing has happened yet. Send a message in the playground, or call the "
                              "address above.")
                         : tr("Every request, model call and tool call appears here once the server runs."));
    if (m_panes->playground().server() != link.url())
        m_panes->playground().setServer(link.url());
}

void MainWindow::showNextProblem()
{
    DocumentView *view = m_documents->current();
    if (!view || view->problems().isEmpty())
        return;
    m_problem = (m_problem + 1) % int(view->problems().size());
    view->showProblem(m_problem);
}

void MainWindow::showServedPlace(const QString &pointer)
{
    if (DocumentView *view = m_documents->find(m_server->link().agent().path)) {
        m_documents->bringToFront(view);
        view->showPlace(pointer);
    }
}

void MainWindow::openPalette()
{
    QList<Command> commands = commandsOf(*m_actions->menu());
    for (const AgentCard &card : m_shelf.agents())
        commands.append({tr("Open %1").arg(card.name), tr("Agent"), m_theme.icon(card.icon),
                         [this, path = card.path] { m_desk->open(path); }});
    for (const agent::Template &source : std::as_const(m_options.templates))
        commands.append({tr("New from template: %1").arg(source.title), tr("Template"),
                         m_theme.icon(u"plus"_s), [this, source] { m_desk->make(source); }});
    m_palette->popUp(commands);
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
    m_panes->fit(event->oldSize().width());
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

#include "moc_MainWindow.cpp"
