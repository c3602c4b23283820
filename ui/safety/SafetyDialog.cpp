// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/safety/SafetyDialog.h"

#include "ui/theme/Controls.h"

#include <QHeaderView>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using agent::SideEffect;

namespace ui {
namespace {

enum AttackColumn { AttackName, AttackSaid };

QLabel *paragraph(const QString &text)
{
    QLabel *made = label(text);
    made->setWordWrap(true);
    made->setTextFormat(Qt::PlainText);
    return made;
}

QString named(SideEffect effect, const QString &tools)
{
    switch (effect) {
    case SideEffect::None:
        break;
    case SideEffect::Reads:
        return SafetyDialog::tr("Reads: %1").arg(tools);
    case SideEffect::Network:
        return SafetyDialog::tr("Uses the network: %1").arg(tools);
    case SideEffect::Writes:
        return SafetyDialog::tr("Writes: %1").arg(tools);
    case SideEffect::Executes:
        return SafetyDialog::tr("Executes: %1").arg(tools);
    }
    return {};
}

} // namespace

QStringList effectsOf(const QList<agent::ToolInfo> &tools)
{
    QStringList sentences;
    for (const SideEffect effect :
         {SideEffect::Reads, SideEffect::Network, SideEffect::Writes, SideEffect::Executes}) {
        QStringList names;
        for (const agent::ToolInfo &tool : tools) {
            if (tool.sideEffect == effect)
                names.append(tool.name);
        }
        if (!names.isEmpty())
            sentences.append(named(effect, names.join(u", "_s)));
    }
    return sentences;
}

SafetyDialog::SafetyDialog(const ServerHost &host, const Theme &theme, const ServedAgent &agent,
                           QWidget *parent)
    : QDialog(parent)
    , m_host(host)
    , m_theme(theme)
    , m_client(host)
    , m_reach(paragraph({}))
{
    setObjectName(u"safety"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Safety"));
    resize(640, 600);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 14);
    column->setSpacing(6);
    column->addWidget(label(tr("Who can reach the server"), u"heading"_s));
    column->addWidget(m_reach);
    column->addSpacing(8);
    column->addWidget(label(tr("What a caller can make the agent do"), u"heading"_s));
    const QStringList effects = effectsOf(agent.tools);
    for (const QString &sentence : effects)
        column->addWidget(paragraph(sentence));
    if (effects.isEmpty())
        column->addWidget(paragraph(
            tr("Talk and compute: none of its tools reads, writes, executes or uses the network.")));
    const auto asksFirst = [](const agent::ToolInfo &tool) {
        return tool.sideEffect == SideEffect::Writes || tool.sideEffect == SideEffect::Executes;
    };
    if (std::ranges::any_of(agent.tools, asksFirst))
        column->addWidget(
            paragraph(tr("What writes or executes asks a person first, unless its policy says otherwise.")));
    column->addSpacing(8);
    column->addWidget(makeAttacks(), 1);
    connect(m_attack, &QPushButton::clicked, this, &SafetyDialog::begin);
    connect(&m_client, &AttackClient::told, this, &SafetyDialog::take);
    connect(&m_client, &AttackClient::ended, this, &SafetyDialog::finish);
    connect(&m_host, &ServerHost::stateChanged, this, &SafetyDialog::showServer);
    showServer();
}

QWidget *SafetyDialog::makeAttacks()
{
    m_attack = button(m_theme, {}, tr("Attack me"), u"primary"_s);
    m_attack->setObjectName(u"attackMe"_s);
    m_attack->setAutoDefault(false);
    m_said = label(tr("Carries out known attacks on this server, and tells which it withstands."), u"hint"_s);
    m_said->setObjectName(u"attackSaid"_s);
    m_said->setWordWrap(true);
    m_list = new QTreeWidget;
    m_list->setObjectName(u"attacks"_s);
    m_list->setAccessibleName(tr("Attacks"));
    m_list->setProperty("look", u"result"_s);
    m_list->setHeaderLabels({tr("Attack"), tr("Answer")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(AttackName, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(AttackSaid, QHeaderView::ResizeToContents);
    auto *head = new QHBoxLayout;
    head->setSpacing(10);
    head->addWidget(m_attack);
    head->addWidget(m_said, 1);
    auto *whole = new QWidget;
    auto *column = new QVBoxLayout(whole);
    column->setContentsMargins({});
    column->setSpacing(8);
    column->addLayout(head);
    column->addWidget(m_list, 1);
    return whole;
}

void SafetyDialog::begin()
{
    m_list->clear();
    m_open = 0;
    m_attack->setEnabled(false);
    setLook(m_said, u"hint"_s);
    m_said->setText(tr("Attacking …"));
    m_client.attack();
}

void SafetyDialog::take(const AttackStep &step)
{
    if (step.name.isEmpty()) {
        m_all = step.attacks;
        return;
    }
    auto *item = new QTreeWidgetItem({step.name, step.said});
    constexpr int rowHeight = 26;
    item->setSizeHint(AttackName, {0, rowHeight});
    item->setIcon(AttackName,
                  step.withstood ? m_theme.icon(u"check"_s, Token::Ok) : m_theme.icon(u"x"_s, Token::Error));
    item->setToolTip(AttackName, step.danger);
    const QString verdict = step.withstood ? tr("withstood") : tr("not withstood");
    item->setData(AttackName, Qt::AccessibleTextRole, tr("%1: %2").arg(step.name, verdict));
    m_open += step.withstood ? 0 : 1;
    // What is open stands above.
    m_list->insertTopLevelItem(step.withstood ? m_list->topLevelItemCount() : m_open - 1, item);
    m_said->setText(tr("Attacking: %1 of %2 …").arg(m_list->topLevelItemCount()).arg(m_all));
}

void SafetyDialog::finish(const QString &trouble)
{
    const int done = m_list->topLevelItemCount();
    const bool isGood = trouble.isEmpty() && m_open == 0 && done == m_all;
    if (!trouble.isEmpty())
        m_said->setText(tr("The attacks broke off: %1").arg(trouble));
    else if (isGood)
        m_said->setText(tr("All %1 attacks were withstood.").arg(m_all));
    else
        m_said->setText(tr("%1 of %2 attacks were not withstood.").arg(m_open).arg(m_all));
    setLook(m_said, isGood ? u"good"_s : u"error"_s);
    showServer();
}

void SafetyDialog::showServer()
{
    const bool runs = m_host.state() == ServerHost::State::Running;
    m_attack->setEnabled(runs && !m_client.isAttacking());
    m_reach->setText(runs ? tr("Only programs on this computer, at %1. Pages of other sites are kept out, "
                               "whatever name leads here.")
                                .arg(m_host.url().toString(QUrl::RemovePath))
                          : tr("Nobody: it is not started."));
}

} // namespace ui

#include "moc_SafetyDialog.cpp"
