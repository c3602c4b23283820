// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/servers/ServerPanel.h"

#include "ui/client/McpClient.h"
#include "ui/editor/bench/ToolBench.h"
#include "ui/editor/servers/InventoryView.h"
#include "ui/editor/servers/ServerForm.h"
#include "ui/editor/tools/ToolKeys.h"
#include "ui/theme/Controls.h"
#include "ui/theme/ElidedLabel.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {
namespace {

/// What makes it another server: all but what of it is offered, and whether it is on.
QJsonObject withoutChoices(const QJsonValue &entry)
{
    QJsonObject object = entry.toObject();
    object.remove(u"tools"_s);
    object.remove(u"disabled"_s);
    return object;
}

} // namespace

ServerPanel::ServerPanel(const Theme &theme, Form &form, const Access &access, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_form(form)
    , m_access(access)
{
    setLook(this, u"inset"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 6, 10, 8);
    column->setSpacing(8);
    column->addWidget(makeHead());
    column->addWidget(makeBody());
    fold(false);
    if (access.client)
        connectClient();
}

QWidget *ServerPanel::makeHead()
{
    m_head = new QToolButton;
    m_head->setObjectName(u"serverHead"_s);
    m_head->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_head->setCheckable(true);
    m_head->setIconSize({19, 15});
    m_head->setFocusPolicy(Qt::TabFocus);
    m_head->setProperty("look", u"fold"_s);
    m_summary = new ElidedLabel({}, u"hint"_s);
    m_summary->setFont(Theme::codeFont());
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_state = label({}, u"pill"_s);
    m_state->setObjectName(u"serverState"_s);
    m_state->setFixedHeight(20); // what is lower than twice its radius is drawn with corners
    m_state->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_state->hide();
    m_enabled = new Switch(m_theme, tr("Use this server"));
    m_enabled->setObjectName(u"serverEnabled"_s);
    m_enabled->setToolTip(tr("Use this server"));
    connect(m_head, &QToolButton::toggled, this, &ServerPanel::fold);
    connect(m_enabled, &QCheckBox::toggled, this, [this](bool isOn) {
        const QString place = m_pointer + u"/disabled"_s;
        m_form.change([&](Draft &draft) {
            if (isOn)
                draft.remove(place);
            else
                draft.set(place, true);
        });
    });
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins({});
    row->setSpacing(8);
    row->addWidget(m_head);
    row->addWidget(m_summary, 1);
    row->addWidget(m_state, 0, Qt::AlignVCenter);
    row->addWidget(m_enabled);
    return head;
}

QWidget *ServerPanel::makeBody()
{
    m_keys = new ServerForm(m_theme, m_form);
    m_inventory = new InventoryView(m_theme);
    m_trouble = label({}, u"error"_s);
    m_trouble->setWordWrap(true);
    m_trouble->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_trouble->hide();
    auto *source = new QToolButton;
    source->setText(tr("Show in the source"));
    source->setProperty("look", u"link"_s);
    source->setFocusPolicy(Qt::TabFocus);
    auto *remove = button(m_theme, u"trash-2"_s, tr("Delete"), u"danger"_s);
    remove->setObjectName(u"deleteServer"_s);
    remove->setProperty("compact", true);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins({});
    foot->addWidget(source);
    foot->addStretch();
    foot->addWidget(remove);
    m_body = new QWidget;
    m_rows = new QVBoxLayout(m_body);
    m_rows->setContentsMargins(4, 0, 0, 2);
    m_rows->setSpacing(10);
    m_rows->addWidget(m_trouble);
    m_rows->addWidget(m_keys);
    m_rows->addWidget(m_inventory);
    m_rows->addLayout(foot);
    connect(source, &QToolButton::clicked, this, [this] { emit sourceRequested(m_pointer); });
    connect(remove, &QPushButton::clicked, this, [this] { emit removeRequested(name()); });
    connect(m_inventory, &InventoryView::askWanted, this, &ServerPanel::ask);
    connect(m_inventory, &InventoryView::tryRequested, this, &ServerPanel::tryTool);
    connect(m_inventory, &InventoryView::offerRequested, this,
            [this](const QString &tool, bool isOffered, const QStringList &all) {
                m_form.change([&](Draft &draft) { offerTool(draft, m_pointer, tool, isOffered, all); });
            });
    return m_body;
}

void ServerPanel::connectClient()
{
    connect(m_access.client, &McpClient::listed, this,
            [this](const QString &name, const McpInventory &inventory) {
                if (name == m_asked)
                    m_inventory->show(inventory);
            });
    connect(m_access.client, &McpClient::refused, this, [this](const QString &name, const QString &sentence) {
        if (name == m_asked)
            m_inventory->refuse(sentence);
    });
    connect(m_access.client, &McpClient::readyChanged, this, &ServerPanel::showInventory);
}

QString ServerPanel::name() const
{
    return lastKey(m_pointer);
}

void ServerPanel::fold(bool isOpen)
{
    m_head->setIcon(m_theme.icon(isOpen ? u"chevron-down"_s : u"chevron-right"_s));
    m_body->setVisible(isOpen);
    showSummary();
}

/// What it is says the form, once that is there.
void ServerPanel::showSummary()
{
    const bool isOpen = m_head->isChecked();
    m_summary->setText(isOpen ? QString() : summaryOf(m_form.document().readable().value(m_pointer)));
}

void ServerPanel::open()
{
    m_head->setChecked(true);
}

void ServerPanel::editName()
{
    open();
    m_keys->editName();
}

void ServerPanel::showServer(const QString &pointer)
{
    m_pointer = pointer;
    const QJsonValue entry = m_form.document().readable().value(pointer);
    m_head->setText(name());
    m_head->setAccessibleName(tr("MCP server %1").arg(name()));
    showSummary();
    const QSignalBlocker quiet(m_enabled);
    m_enabled->setChecked(!entry[u"disabled"].toBool());
    m_keys->showServer(pointer);
    const QJsonValue offered = entry[u"tools"];
    m_inventory->setOffered(offered.isArray() ? std::optional(offered.toVariant().toStringList())
                                              : std::nullopt);
    if (m_bench && m_asked != name())
        m_bench->hide(); // the tool was another server's
    else if (m_bench && !m_bench->isHidden())
        m_bench->showTool({m_tried, u"mcp"_s, std::nullopt});
    if (m_asked != name() || m_about != withoutChoices(entry))
        m_asked.clear();
    if (m_asked.isEmpty())
        showInventory();
}

void ServerPanel::showInventory()
{
    if (!m_asked.isEmpty())
        return;
    const bool isReady = m_access.client && m_access.client->isReady();
    m_inventory->clear(isReady ? tr("Starts it or calls it, and lists what it has.")
                               : tr("Slipway’s server connects. Press Start first."));
}

void ServerPanel::ask()
{
    if (!m_access.client || !m_access.client->isReady()) {
        emit startWanted();
        return;
    }
    m_form.commit();
    m_asked = name();
    m_about = withoutChoices(m_form.document().readable().value(m_pointer));
    m_inventory->begin();
    m_access.client->ask(m_form.document().text(), m_form.document().path(), m_asked);
}

void ServerPanel::tryTool(const QString &call)
{
    if (!m_access.host)
        return;
    m_tried = call;
    if (!m_bench) {
        m_bench = new ToolBench(m_theme, m_form, *m_access.host);
        connect(m_bench, &ToolBench::startWanted, this, &ServerPanel::startWanted);
        m_rows->insertWidget(m_rows->indexOf(m_inventory) + 1, m_bench);
    }
    m_bench->showTool({call, u"mcp"_s, std::nullopt});
    m_bench->show();
}

void ServerPanel::setState(const std::optional<McpState> &state)
{
    m_state->setVisible(state.has_value());
    m_trouble->setVisible(state && !state->trouble.isEmpty());
    if (!state)
        return;
    const bool isGood = state->trouble.isEmpty();
    m_state->setText(isGood ? tr("Connected") : tr("Not there"));
    setStyled(m_state, "tone", isGood ? u"ok"_s : u"error"_s);
    m_state->setToolTip(state->trouble);
    m_trouble->setText(state->trouble);
}

} // namespace ui

#include "moc_ServerPanel.cpp"
