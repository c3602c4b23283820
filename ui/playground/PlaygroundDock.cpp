// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/PlaygroundDock.h"

#include "ui/playground/WebPane.h"
#include "ui/theme/Controls.h"
#include "ui/theme/DockBar.h"

#include <QAction>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

PlaygroundDock::PlaygroundDock(const Theme &theme, QAction *start, QWidget *parent)
    : QDockWidget(tr("Playground"), parent)
    , m_theme(theme)
    , m_startAction(start)
    , m_pages(new QStackedWidget)
{
    setObjectName(u"playgroundDock"_s); // QMainWindow::saveState finds the dock by this name
    buildBar();
    m_pages->addWidget(buildNotice());
    m_pages->setMinimumWidth(300);
    setWidget(m_pages);
    connect(m_startAction, &QAction::changed, this,
            [this] { m_start->setEnabled(m_startAction->isEnabled()); });
    showWhatFits();
}

void PlaygroundDock::buildBar()
{
    m_again = iconButton(m_theme, u"refresh-cw"_s, tr("Load the playground again"));
    m_outside = iconButton(m_theme, u"external-link"_s, tr("Open the playground in the browser"));
    connect(m_again, &QToolButton::clicked, this, &PlaygroundDock::showPage);
    connect(m_outside, &QToolButton::clicked, this, [this] { emit browserWanted(page()); });
    auto *bar = new DockBar(m_theme, *this, {u"playgroundClose"_s, tr("Close the playground")});
    bar->addTool(m_again);
    bar->addTool(m_outside);
}

QWidget *PlaygroundDock::buildNotice()
{
    auto *notice = new QWidget;
    setLook(notice, u"surface"_s);
    auto *column = new QVBoxLayout(notice);
    column->setContentsMargins(24, 24, 24, 48);
    column->setSpacing(8);

    // An icon button follows the theme, a label's picture would not.
    m_icon = new QToolButton;
    m_icon->setIconSize({32, 32});
    m_icon->setEnabled(false);
    m_icon->setFocusPolicy(Qt::NoFocus);
    m_icon->setAccessibleName(tr("Playground"));
    m_title = label({}, u"title"_s);
    m_text = label({}, u"muted"_s);
    m_text->setObjectName(u"playgroundText"_s);
    m_text->setWordWrap(true);
    for (QLabel *line : {m_title, m_text})
        line->setAlignment(Qt::AlignCenter);
    m_start = button(m_theme, u"play"_s, tr("Start"), u"primary"_s);
    m_start->setObjectName(u"playgroundStart"_s);
    connect(m_start, &QPushButton::clicked, m_startAction, &QAction::trigger);
    m_browse = button(m_theme, u"external-link"_s, tr("Open in browser"));
    m_browse->setObjectName(u"playgroundBrowse"_s);
    connect(m_browse, &QPushButton::clicked, this, [this] { emit browserWanted(page()); });

    column->addStretch();
    column->addWidget(m_icon, 0, Qt::AlignHCenter);
    column->addWidget(m_title);
    column->addWidget(m_text);
    column->addSpacing(8);
    column->addWidget(m_start, 0, Qt::AlignHCenter);
    column->addWidget(m_browse, 0, Qt::AlignHCenter);
    column->addStretch();
    return notice;
}

QUrl PlaygroundDock::page() const
{
    return m_server.resolved(QUrl(u"/playground"_s));
}

void PlaygroundDock::setServer(const QUrl &server)
{
    m_server = server;
    m_loaded.clear();
    showWhatFits();
}

void PlaygroundDock::showEvent(QShowEvent *event)
{
    QDockWidget::showEvent(event);
    showWhatFits();
}

void PlaygroundDock::showWhatFits()
{
    const bool runs = !m_server.isEmpty();
    m_again->setEnabled(runs);
    m_outside->setEnabled(runs);
    if (!runs)
        showNotice(u"message-square"_s, tr("Talk to your agent"),
                   tr("Start the server, then send a message. No key needed."), true);
    else if (const QString obstacle = WebPane::obstacle(); !obstacle.isEmpty())
        showNotice(u"globe"_s, tr("Use your browser"), obstacle, false);
    else if (isVisible() && m_loaded != page())
        showPage();
}

void PlaygroundDock::showNotice(const QString &icon, const QString &title, const QString &text,
                                bool withStart)
{
    m_icon->setIcon(m_theme.icon(icon));
    m_title->setText(title);
    m_text->setText(text);
    m_start->setVisible(withStart);
    m_browse->setVisible(!withStart);
    m_pages->setCurrentIndex(0);
}

void PlaygroundDock::showPage()
{
    if (!WebPane::obstacle().isEmpty())
        return;
    if (!m_pane) {
        m_pane = new WebPane(m_theme);
        m_pages->addWidget(m_pane);
        connect(m_pane, &WebPane::linkClicked, this, &PlaygroundDock::browserWanted);
        connect(m_pane, &WebPane::placeWanted, this, &PlaygroundDock::placeWanted);
        connect(m_pane, &WebPane::failed, this, [this] {
            if (!m_server.isEmpty())
                showNotice(u"triangle-alert"_s, tr("The playground did not load"),
                           tr("The server runs, but its page did not arrive. Load it again, or open it "
                              "in the browser."),
                           false);
        });
    }
    m_loaded = page();
    m_pane->load(m_loaded);
    m_pages->setCurrentWidget(m_pane);
}

} // namespace ui

#include "moc_PlaygroundDock.cpp"
