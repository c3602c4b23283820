// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/Documents.h"

#include "ui/shell/Actions.h"
#include "ui/shell/Banner.h"
#include "ui/theme/Controls.h"

#include <QAction>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QTabBar>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

QAction *actionOf(const Actions &actions, DocumentView::Mode mode)
{
    switch (mode) {
    case DocumentView::Mode::Design:
        return actions.design;
    case DocumentView::Mode::Split:
        return actions.split;
    case DocumentView::Mode::Yaml:
        return actions.yaml;
    }
    Q_UNREACHABLE();
}

} // namespace

Documents::Documents(const Theme &theme, const Actions &actions, DocumentView::Factory make, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_actions(actions)
    , m_make(std::move(make))
    , m_tabs(new QTabBar)
    , m_pages(new QStackedWidget)
    , m_banners(new BannerArea(theme))
{
    setLook(this, u"centre"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(buildHead());
    column->addWidget(m_banners);
    column->addWidget(m_pages, 1);
    m_pages->addWidget(m_welcome = buildWelcome());
    connect(m_tabs, &QTabBar::currentChanged, this, &Documents::showCurrent);
    connect(m_tabs, &QTabBar::tabMoved, this, [this] { emit changed(current()); });
    showCurrent();
}

QWidget *Documents::buildHead()
{
    auto *head = new QWidget;
    setLook(head, u"tabs"_s);
    head->setFixedHeight(41);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 10, 1);
    row->setSpacing(8);
    m_tabs->setObjectName(u"tabs"_s);
    m_tabs->setAccessibleName(tr("Open agents"));
    m_tabs->setDocumentMode(true);
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setMovable(true);
    m_tabs->setUsesScrollButtons(true);
    m_tabs->setElideMode(Qt::ElideMiddle);
    m_tabs->setIconSize({19, 15});
    m_tabs->setFocusPolicy(Qt::TabFocus);
    row->addWidget(m_tabs, 1);
    row->addWidget(m_modes = buildModes(), 0, Qt::AlignVCenter);
    return head;
}

QWidget *Documents::buildModes()
{
    auto *frame = new QWidget;
    setLook(frame, u"segments"_s);
    frame->setFixedHeight(30);
    auto *row = new QHBoxLayout(frame);
    row->setContentsMargins({});
    row->setSpacing(0);
    using Mode = DocumentView::Mode;
    for (const auto &[action, mode] :
         {std::pair{m_actions.design, Mode::Design}, std::pair{m_actions.split, Mode::Split},
          std::pair{m_actions.yaml, Mode::Yaml}}) {
        QToolButton *segment = iconButton(action);
        segment->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        segment->setIconSize({18, 14});
        row->addWidget(segment);
        connect(action, &QAction::triggered, this, [this, mode = mode] { setMode(mode); });
    }
    return frame;
}

QWidget *Documents::buildWelcome()
{
    auto *page = new QWidget;
    page->setObjectName(u"welcome"_s);
    auto *column = new QVBoxLayout(page);
    column->setSpacing(8);
    auto *title = ui::label(tr("Build an agent"), u"display"_s);
    auto *text = ui::label(tr("Pick a template at the left, or open an agent file. Then press Start and talk "
                              "to it."),
                           u"muted"_s);
    text->setWordWrap(true);
    for (QLabel *line : {title, text})
        line->setAlignment(Qt::AlignCenter);
    auto *row = new QHBoxLayout;
    auto *fresh = button(m_theme, u"plus"_s, tr("New agent"), u"primary"_s);
    auto *templates = button(m_theme, u"file-text"_s, tr("Templates\u2026"));
    auto *open = button(m_theme, u"folder-open"_s, tr("Open\u2026"));
    connect(templates, &QPushButton::clicked, m_actions.templates, &QAction::trigger);
    connect(fresh, &QPushButton::clicked, m_actions.newAgent, &QAction::trigger);
    connect(open, &QPushButton::clicked, m_actions.open, &QAction::trigger);
    row->addStretch();
    row->addWidget(fresh);
    row->addWidget(templates);
    row->addWidget(open);
    row->addStretch();
    column->addStretch(2);
    column->addWidget(title);
    column->addWidget(text);
    column->addSpacing(8);
    column->addLayout(row);
    column->addStretch(3);
    return page;
}

agent::Result<> Documents::open(const QString &path)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    if (DocumentView *already = find(absolute)) {
        bringToFront(already);
        return {};
    }
    DocumentView *view = m_make(m_pages);
    if (auto opened = view->open(absolute); !opened) {
        delete view;
        return opened;
    }
    add(view);
    return {};
}

void Documents::add(DocumentView *view)
{
    view->setMode(m_mode);
    m_pages->addWidget(view);
    // The first tab becomes the current one before it could be given its view.
    const QSignalBlocker quiet(m_tabs);
    const int tab = m_tabs->addTab(QString());
    m_tabs->setTabData(tab, QVariant::fromValue<QWidget *>(view));
    auto *close = iconButton(m_theme, u"x"_s, tr("Close"));
    close->setProperty("look", u"tabClose"_s);
    close->setIconSize({13, 13});
    connect(close, &QToolButton::clicked, this, [this, view] { emit closeRequested(view); });
    m_tabs->setTabButton(tab, QTabBar::RightSide, close);

    const auto changedNow = [this, view] {
        label(view);
        emit changed(view);
    };
    connect(view, &DocumentView::checked, this, changedNow);
    connect(view, &DocumentView::modifiedChanged, this, changedNow);
    connect(view, &DocumentView::modeChanged, this, [this, view] {
        const DocumentView *front = current();
        if (front && front == view)
            setMode(front->mode());
    });
    connect(view, &DocumentView::divisionChanged, this, [this, view] { m_division = view->division(); });
    label(view);
    emit opened(view);
    bringToFront(view);
    showCurrent();
}

void Documents::label(DocumentView *view)
{
    const int tab = tabOf(view);
    const AgentCard &card = view->card();
    const QString file = QFileInfo(view->path()).fileName();
    // Most agent files are called agent.yaml; the agent's name tells them apart.
    const QString shown = file == u"agent.yaml"_s ? card.name : file;
    QString text = shown;
    m_tabs->setTabText(
        tab, view->isModified() ? text.replace(u'&', u"&&"_s) + u" \u25cf"_s : text.replace(u'&', u"&&"_s));
    m_tabs->setTabIcon(tab, m_theme.icon(card.icon));
    m_tabs->setTabToolTip(tab, view->path());
    m_tabs->setAccessibleTabName(tab, view->isModified() ? tr("%1, not saved").arg(shown) : shown);
    m_tabs->tabButton(tab, QTabBar::RightSide)->setAccessibleName(tr("Close %1").arg(shown));
}

void Documents::close(DocumentView *view)
{
    const int tab = tabOf(view);
    m_pages->removeWidget(view);
    view->disconnect(this);
    view->deleteLater();
    m_tabs->removeTab(tab);
    showCurrent();
}

void Documents::bringToFront(DocumentView *view)
{
    m_tabs->setCurrentIndex(tabOf(view));
}

void Documents::step(int by)
{
    if (m_tabs->count() > 0)
        m_tabs->setCurrentIndex((m_tabs->currentIndex() + by + m_tabs->count()) % m_tabs->count());
}

void Documents::showCurrent()
{
    DocumentView *view = current();
    m_pages->setCurrentWidget(view ? static_cast<QWidget *>(view) : m_welcome);
    m_modes->setVisible(view);
    if (view) {
        setMode(view->mode());
        setDivision(m_division);
    }
    emit currentChanged(view);
}

void Documents::setMode(DocumentView::Mode mode)
{
    m_mode = mode;
    actionOf(m_actions, mode)->setChecked(true);
    if (DocumentView *view = current(); view && view->mode() != mode)
        view->setMode(mode);
}

void Documents::setDivision(const QByteArray &division)
{
    m_division = division;
    if (DocumentView *view = current(); view && !division.isEmpty())
        view->setDivision(division);
}

DocumentView *Documents::viewOf(int tab) const
{
    return qobject_cast<DocumentView *>(m_tabs->tabData(tab).value<QWidget *>());
}

int Documents::tabOf(const DocumentView *view) const
{
    for (int tab = 0; tab < m_tabs->count(); ++tab) {
        if (viewOf(tab) == view)
            return tab;
    }
    return -1;
}

DocumentView *Documents::current() const
{
    return m_tabs->count() > 0 ? viewOf(m_tabs->currentIndex()) : nullptr;
}

DocumentView *Documents::find(const QString &path) const
{
    for (DocumentView *view : all()) {
        if (view->path() == path)
            return view;
    }
    return nullptr;
}

QList<DocumentView *> Documents::all() const
{
    QList<DocumentView *> views;
    for (int tab = 0; tab < m_tabs->count(); ++tab)
        views.append(viewOf(tab));
    return views;
}

} // namespace ui

#include "moc_Documents.cpp"
