// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/servers/ServersCard.h"

#include "ui/client/McpClient.h"
#include "ui/editor/EditorServices.h"
#include "ui/editor/servers/ServerPanel.h"
#include "ui/theme/Controls.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {

ServersCard::ServersCard(const Theme &theme, Form &form, const EditorServices &services, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_form(form)
{
    setLook(this, u"card"_s);
    QLabel *empty =
        label(tr("Tools that others wrote: programs and addresses that speak the Model Context Protocol."),
              u"hint"_s);
    empty->setWordWrap(true);
    m_empty = empty;
    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(14, 12, 14, 14);
    m_column->setSpacing(8);
    m_column->addWidget(makeHead());
    m_column->addWidget(m_empty);
    if (services.host) {
        m_host = services.host;
        m_client = std::make_unique<McpClient>(*services.host);
        follow();
    }
    connect(&form.document(), &AgentDocument::checked, this, &ServersCard::refresh);
    refresh();
}

ServersCard::~ServersCard() = default;

QWidget *ServersCard::makeHead()
{
    m_count = label({}, u"pill"_s);
    m_count->setFixedHeight(20); // what is lower than twice its radius is drawn with corners
    m_add = button(m_theme, u"plus"_s, tr("Add server"), u"ghost"_s);
    m_add->setObjectName(u"addServer"_s);
    auto *menu = new QMenu(this);
    const auto offer = [this, menu](const QString &icon, const QString &title,
                                    const std::function<void()> &run) {
        connect(menu->addAction(m_theme.icon(icon), title), &QAction::triggered, this, run);
    };
    offer(u"terminal"_s, tr("Program on this machine"), [this] { add(ServerKind::Program); });
    offer(u"globe"_s, tr("Address"), [this] { add(ServerKind::Address); });
    menu->addSeparator();
    offer(u"copy"_s, tr("Paste another program’s settings"), [this] { paste(); });
    m_add->setMenu(menu);
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins({});
    row->setSpacing(8);
    row->addWidget(label(tr("MCP servers"), u"heading"_s));
    row->addWidget(m_count, 0, Qt::AlignVCenter);
    row->addStretch();
    row->addWidget(m_add);
    return head;
}

void ServersCard::openMenu()
{
    m_add->showMenu();
}

void ServersCard::follow()
{
    constexpr int pulseMilliseconds = 3000;
    connect(m_client.get(), &McpClient::statesTold, this, &ServersCard::showStates);
    connect(m_client.get(), &McpClient::readyChanged, this, [this](bool isReady) {
        showStates({}, {});
        if (isReady)
            m_client->askStates();
    });
    connect(&m_pulse, &QTimer::timeout, this, [this] {
        if (isVisible() && !m_names.isEmpty())
            m_client->askStates();
    });
    m_pulse.start(pulseMilliseconds);
}

void ServersCard::refresh()
{
    const SpecDocument &document = m_form.document().readable();
    m_names = serverNames(document);
    while (m_panels.size() < m_names.size())
        append();
    while (m_panels.size() > m_names.size()) {
        ServerPanel *last = m_panels.takeLast();
        last->hide();
        last->deleteLater();
    }
    for (qsizetype i = 0; i < m_names.size(); ++i)
        m_panels[i]->showServer(json::pointer(serversPointer(document), m_names[i]));
    const auto count = m_names.size();
    m_count->setText(QString::number(count));
    m_count->setVisible(count > 0);
    m_count->setAccessibleName(count == 1 ? tr("1 server") : tr("%1 servers").arg(count));
    m_empty->setVisible(count == 0);
}

void ServersCard::append()
{
    auto *panel = new ServerPanel(m_theme, m_form, {m_client.get(), m_host});
    connect(panel, &ServerPanel::removeRequested, this, [this](const QString &name) {
        m_form.change([&name](Draft &draft) { removeServer(draft, name); });
    });
    connect(panel, &ServerPanel::sourceRequested, this, &ServersCard::sourceRequested);
    connect(panel, &ServerPanel::startWanted, this, &ServersCard::startWanted);
    m_column->addWidget(panel);
    m_panels.append(panel);
    panel->show(); // the layout would only later, and until then it cannot take the focus
}

void ServersCard::add(ServerKind kind)
{
    QString name;
    m_form.change([&](Draft &draft) { name = addServer(draft, kind); });
    const qsizetype at = m_names.indexOf(name);
    if (at >= 0)
        m_panels[at]->editName();
}

void ServersCard::paste()
{
    const QString text = QGuiApplication::clipboard()->text();
    m_form.change([&text](Draft &draft) { pasteServers(draft, text); });
}

void ServersCard::showStates(const QString &path, const QList<McpState> &states)
{
    const bool isOurs = !path.isEmpty() && path == m_form.document().path();
    for (qsizetype i = 0; i < m_panels.size(); ++i) {
        const auto found = std::ranges::find(states, m_names.value(i), &McpState::name);
        m_panels[i]->setState(isOurs && found != states.end() ? std::optional(*found) : std::nullopt);
    }
}

} // namespace ui

#include "moc_ServersCard.cpp"
