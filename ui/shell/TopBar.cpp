// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/TopBar.h"

#include "ui/shell/Actions.h"
#include "ui/theme/Controls.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHostAddress>
#include <QLineEdit>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

bool isLoopback(const QUrl &address)
{
    return address.host() == u"localhost"_s || QHostAddress(address.host()).isLoopback();
}

QHBoxLayout *rowIn(QWidget *widget)
{
    auto *row = new QHBoxLayout(widget);
    row->setContentsMargins({});
    row->setSpacing(8);
    return row;
}

} // namespace

TopBar::TopBar(const Theme &theme, const Actions &actions, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_actions(actions)
    , m_pill(new StatePill(theme))
{
    setLook(this, u"topbar"_s);
    setObjectName(u"topBar"_s);
    auto *row = rowIn(this);
    row->setContentsMargins(10, 11, 10, 11);
    m_brand = buildBrand();
    row->addWidget(m_brand, 1);
    row->addWidget(buildServer());
    row->addWidget(buildTools(), 1);
}

QWidget *TopBar::buildBrand()
{
    auto *brand = new QWidget;
    auto *row = rowIn(brand);
    auto *menu = new QToolButton;
    menu->setObjectName(u"mainMenu"_s);
    menu->setIcon(programIcon());
    menu->setIconSize({28, 28});
    menu->setToolTip(tr("Main menu (F10)"));
    menu->setAccessibleName(tr("Main menu"));
    menu->setShortcut(Qt::Key_F10);
    menu->setPopupMode(QToolButton::InstantPopup);
    menu->setMenu(m_actions.menu());
    menu->setFocusPolicy(Qt::TabFocus);
    menu->setProperty("look", u"brand"_s);
    m_agent = label({}, u"muted"_s);
    m_agent->setObjectName(u"agentName"_s);
    m_agent->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->setSpacing(6);
    row->addWidget(menu);
    row->addWidget(label(tr("Slipway"), u"title"_s));
    row->addWidget(m_slash = label(u"/"_s, u"hint"_s));
    row->addWidget(m_agent, 1);
    return brand;
}

QPushButton *TopBar::actionButton(QAction *action, const QString &look)
{
    auto *pushed = button(m_theme, {}, {}, look);
    const Token ink = look == u"primary"_s ? Token::OnAccent : Token::Muted;
    connect(pushed, &QPushButton::clicked, action, &QAction::trigger);
    const auto follow = [this, pushed, action, ink] {
        QString text = action->text();
        text.remove(u'&');
        pushed->setText(text);
        pushed->setEnabled(action->isEnabled());
        const QString icon = action->data().toString();
        pushed->setIcon(m_theme.icon(icon.isEmpty() ? u"play"_s : icon, ink));
        pushed->setToolTip(u"%1 (%2)"_s.arg(action->toolTip().remove(u'&'),
                                            action->shortcut().toString(QKeySequence::NativeText)));
    };
    connect(action, &QAction::changed, pushed, follow);
    follow();
    return pushed;
}

QWidget *TopBar::buildServer()
{
    auto *server = new QWidget;
    auto *row = rowIn(server);
    m_actions.start->setData(u"play"_s);
    m_actions.stop->setData(u"square"_s);
    auto *start = actionButton(m_actions.start, u"primary"_s);
    start->setObjectName(u"start"_s);
    auto *stop = actionButton(m_actions.stop, {});
    stop->setObjectName(u"stop"_s);

    auto *tapes = iconButton(m_theme, u"cassette-tape"_s, tr("Record and replay"));
    tapes->setObjectName(u"cassettes"_s);
    tapes->setPopupMode(QToolButton::InstantPopup);
    tapes->setMenu(new QMenu(tr("Record and replay"), tapes));
    tapes->menu()->addActions({m_actions.record, m_actions.recordTools, m_actions.replay,
                               m_actions.speedMenu()->menuAction(), m_actions.live});

    m_address = new QLineEdit;
    m_address->setObjectName(u"address"_s);
    m_address->setProperty("look", u"address"_s);
    m_address->setReadOnly(true);
    m_address->setAccessibleName(tr("Server address"));
    m_address->setFixedWidth(186);
    auto *copy = iconButton(m_actions.copyAddress);
    copy->setObjectName(u"copyAddress"_s);
    m_exposure = new QToolButton;
    m_exposure->setObjectName(u"exposure"_s);
    m_exposure->setProperty("look", u"status"_s);
    m_exposure->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_exposure->setIconSize({17, 13});
    m_exposure->setFocusPolicy(Qt::NoFocus); // the menu has the same
    connect(m_exposure, &QToolButton::clicked, m_actions.safety, &QAction::trigger);

    for (QWidget *widget : QWidgetList{start, stop, tapes, m_pill, m_address})
        row->addWidget(widget);
    row->setSpacing(8);
    row->addWidget(copy);
    row->addWidget(m_exposure);
    return server;
}

QWidget *TopBar::buildTools()
{
    auto *tools = new QWidget;
    auto *row = rowIn(tools);
    row->setSpacing(4);
    row->addStretch();
    for (QAction *action : {m_actions.undo, m_actions.redo, m_actions.save, m_actions.switchLook})
        row->addWidget(iconButton(action));
    m_settings = iconButton(m_actions.settings);
    m_settings->setObjectName(u"settingsButton"_s);
    row->addWidget(m_settings);
    return tools;
}

void TopBar::setAgentName(const QString &name)
{
    m_agentName = name;
    m_agent->setToolTip(name);
    fit();
}

void TopBar::setAddress(const QUrl &address, const QUrl &planned, const QString &origin)
{
    const QUrl shown = address.isEmpty() ? planned : address;
    m_address->setText(shown.port() == 0 ? tr("Any port that is free") : shown.toString());
    m_address->setToolTip(origin);
    m_address->setAccessibleDescription(origin);
    m_address->setEnabled(!address.isEmpty());
    const bool isLocal = isLoopback(shown);
    m_exposure->setText(isLocal ? tr("This machine only") : tr("Your network"));
    m_exposure->setIcon(m_theme.icon(isLocal ? u"lock"_s : u"globe"_s, isLocal ? Token::Muted : Token::Warn));
    m_exposure->setAccessibleName(tr("Who can reach the server: %1").arg(m_exposure->text()));
    m_exposure->setToolTip(isLocal ? tr("Only programs on this computer can reach the server.")
                                   : tr("Other computers can reach the server; they need its token."));
}

void TopBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void TopBar::fit()
{
    constexpr int roomForExposure = 1180;
    m_exposure->setToolButtonStyle(width() < roomForExposure ? Qt::ToolButtonIconOnly
                                                             : Qt::ToolButtonTextBesideIcon);
    constexpr int signAndWord = 118;
    constexpr int roomForName = 48;
    const int room = m_brand->width() - signAndWord;
    m_slash->setVisible(!m_agentName.isEmpty() && room >= roomForName);
    m_agent->setText(m_slash->isHidden()
                         ? QString()
                         : QFontMetrics(m_agent->font()).elidedText(m_agentName, Qt::ElideRight, room));
}

} // namespace ui

#include "moc_TopBar.cpp"
