// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/Actions.h"

#include "ui/theme/Theme.h"

#include <QAction>
#include <QActionGroup>
#include <QKeySequence>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace ui {

Actions::Actions(const Theme &theme, QWidget *window)
    : QObject(window)
    , m_theme(theme)
    , m_window(window)
    , m_menu(new QMenu(tr("Main menu"), window))
{
    makeFileAndEdit();
    makeView();
    makeServer();
    makeSpeeds();
    buildMenu();
}

QAction *Actions::make(const QString &icon, const QString &text, const QKeySequence &keys)
{
    auto *action = new QAction(text, this);
    if (!icon.isEmpty())
        action->setIcon(m_theme.icon(icon));
    action->setShortcut(keys);
    m_window->addAction(action);
    return action;
}

QAction *Actions::makeToggle(const QString &icon, const QString &text, const QKeySequence &keys)
{
    QAction *action = make(icon, text, keys);
    action->setCheckable(true);
    return action;
}

QAction *Actions::makeChoice(QActionGroup *group, const QString &icon, const QString &text,
                             const QKeySequence &keys)
{
    QAction *action = makeToggle(icon, text, keys);
    group->addAction(action);
    return action;
}

void Actions::makeFileAndEdit()
{
    newAgent = make(u"plus"_s, tr("&New agent"), QKeySequence::New);
    templates = make(u"file-text"_s, tr("New from &template\u2026"), Qt::CTRL | Qt::SHIFT | Qt::Key_N);
    open = make(u"folder-open"_s, tr("&Open\u2026"), QKeySequence::Open);
    save = make(u"save"_s, tr("&Save"), QKeySequence::Save);
    saveAs = make(u"file-plus"_s, tr("Save &as\u2026"), Qt::CTRL | Qt::SHIFT | Qt::Key_S);
    closeTab = make(u"x"_s, tr("&Close tab"), Qt::CTRL | Qt::Key_W);
    quit = make(u"power"_s, tr("&Quit"), Qt::CTRL | Qt::Key_Q);
    undo = make(u"undo-2"_s, tr("&Undo"), QKeySequence::Undo);
    redo = make(u"redo-2"_s, tr("&Redo"), Qt::CTRL | Qt::SHIFT | Qt::Key_Z);
    nextProblem = make(u"circle-alert"_s, tr("Next &problem"), Qt::Key_F8);
}

void Actions::makeView()
{
    auto *modes = new QActionGroup(this);
    design = makeChoice(modes, u"sliders-horizontal"_s, tr("&Design"), Qt::CTRL | Qt::Key_1);
    split = makeChoice(modes, u"columns-2"_s, tr("&Split"), Qt::CTRL | Qt::Key_2);
    yaml = makeChoice(modes, u"code-xml"_s, tr("&YAML"), Qt::CTRL | Qt::Key_3);
    nextTab = make(u"arrow-right"_s, tr("&Next tab"), Qt::CTRL | Qt::Key_PageDown);
    previousTab = make(u"arrow-left"_s, tr("&Previous tab"), Qt::CTRL | Qt::Key_PageUp);
    sidebar = makeToggle(u"panel-left"_s, tr("&Agents and templates"), Qt::CTRL | Qt::Key_B);
    log = makeToggle(u"panel-bottom"_s, tr("&Log"), Qt::CTRL | Qt::Key_J);
    playground = makeToggle(u"panel-right"_s, tr("Play&ground"), Qt::CTRL | Qt::Key_L);
    approvals = makeToggle(u"hand"_s, tr("App&rovals"), Qt::CTRL | Qt::Key_I);
    auto *looks = new QActionGroup(this);
    lookSystem = makeChoice(looks, u"monitor"_s, tr("S&ystem"), Qt::CTRL | Qt::ALT | Qt::Key_0);
    lookLight = makeChoice(looks, u"sun"_s, tr("&Light"), Qt::CTRL | Qt::ALT | Qt::Key_1);
    lookDark = makeChoice(looks, u"moon"_s, tr("&Dark"), Qt::CTRL | Qt::ALT | Qt::Key_2);
    switchLook = make(u"moon"_s, tr("Switch to &dark"), Qt::CTRL | Qt::SHIFT | Qt::Key_L);
    palette = make(u"command"_s, tr("&All commands\u2026"), Qt::CTRL | Qt::Key_K);
    settings = make(u"settings"_s, tr("Se&ttings"), Qt::CTRL | Qt::Key_Comma);
    about = make(u"info"_s, tr("&About Slipway"), Qt::Key_F1);
}

void Actions::makeServer()
{
    start = make(u"play"_s, tr("&Start"), Qt::Key_F5);
    stop = make(u"square"_s, tr("S&top"), Qt::SHIFT | Qt::Key_F5);
    record = make(u"circle-dot"_s, tr("Record &model traffic\u2026"), Qt::ALT | Qt::Key_F5);
    recordTools = make(u"circle-dot"_s, tr("&Record model and tool traffic\u2026"), Qt::CTRL | Qt::Key_F5);
    replay = make(u"cassette-tape"_s, tr("Re&play\u2026"), Qt::CTRL | Qt::SHIFT | Qt::Key_F5);
    live = make(u"square"_s, tr("Back to &live"), Qt::CTRL | Qt::ALT | Qt::Key_F5);
    copyAddress = make(u"copy"_s, tr("&Copy address"), Qt::CTRL | Qt::SHIFT | Qt::Key_C);
    connectProgram = make(u"globe"_s, tr("Connect a &program\u2026"), Qt::CTRL | Qt::SHIFT | Qt::Key_K);
    safety = make(u"lock"_s, tr("Sa&fety\u2026"), Qt::CTRL | Qt::SHIFT | Qt::Key_Y);
    browse = make(u"external-link"_s, tr("Open playground in &browser"), Qt::CTRL | Qt::SHIFT | Qt::Key_B);
}

void Actions::makeSpeeds()
{
    auto *group = new QActionGroup(this);
    const auto add = [this, group](const QString &icon, const QString &text, Qt::Key key, double speed) {
        QAction *action = makeChoice(group, icon, text, Qt::CTRL | Qt::ALT | key);
        action->setData(speed);
        speeds.append(action);
    };
    add(u"clock"_s, tr("&Original time"), Qt::Key_6, 1);
    add(u"gauge"_s, tr("&Twice as fast"), Qt::Key_7, 2);
    add(u"gauge"_s, tr("&Five times as fast"), Qt::Key_8, 5);
    add(u"gauge"_s, tr("&As fast as possible"), Qt::Key_9, 0);
    speeds.constFirst()->setChecked(true);
}

void Actions::buildMenu()
{
    QMenu *file = m_menu->addMenu(tr("&File"));
    file->addActions({newAgent, templates, open});
    file->addSeparator();
    file->addActions({save, saveAs});
    file->addSeparator();
    file->addActions({closeTab, quit});

    m_edit = m_menu->addMenu(tr("&Edit"));
    m_edit->addActions({undo, redo, nextProblem});
    m_edit->addSeparator();

    QMenu *view = m_menu->addMenu(tr("&View"));
    view->addActions({design, split, yaml});
    view->addSeparator();
    view->addActions({sidebar, log, playground, approvals});
    view->addSeparator();
    QMenu *looks = view->addMenu(tr("A&ppearance"));
    looks->addActions({lookSystem, lookLight, lookDark, switchLook});
    view->addActions({nextTab, previousTab});

    QMenu *server = m_menu->addMenu(tr("&Server"));
    server->addActions({start, stop});
    server->addSeparator();
    server->addActions({record, recordTools, replay});
    m_speeds = server->addMenu(tr("Replay spee&d"));
    m_speeds->addActions(speeds);
    server->addAction(live);
    server->addSeparator();
    server->addActions({copyAddress, connectProgram, safety, browse});
    m_menu->addSeparator();
    m_menu->addActions({palette, settings, about});
}

void Actions::setDocumentActions(const QList<QAction *> &actions)
{
    for (QAction *old : std::as_const(m_ofDocument))
        m_edit->removeAction(old);
    m_ofDocument = actions;
    m_edit->addActions(actions);
}

} // namespace ui

#include "moc_Actions.cpp"
