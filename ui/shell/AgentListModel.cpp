// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/AgentListModel.h"

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace ui {

void AgentListModel::setAgents(const QList<AgentCard> &agents)
{
    if (agents == m_agents)
        return;
    m_agents = agents;
    rebuild();
}

void AgentListModel::setTemplates(const QList<agent::Template> &templates)
{
    m_templates.clear();
    for (const agent::Template &made : templates)
        m_templates.append(
            {Kind::Template, made.name, made.title, made.summary, cardOf(made.agentFile).icon});
    rebuild();
}

void AgentListModel::setServed(const QString &path)
{
    if (path == m_served)
        return;
    m_served = path;
    rebuild();
}

void AgentListModel::setSearch(const QString &text)
{
    m_search = text.trimmed();
    rebuild();
}

AgentListModel::Row AgentListModel::rowOf(const AgentCard &card) const
{
    const QString tools = tr("%n tools", nullptr, card.tools);
    Row row{Kind::Agent, card.path, card.name, {}, card.icon};
    if (card.problems > 0) {
        row.state = State::Faulty;
        row.subtitle = tr("%1 \u00b7 %2").arg(tools, tr("%n problems", nullptr, card.problems));
    } else if (card.path == m_served) {
        row.state = State::Running;
        row.subtitle = tr("%1 \u00b7 %2").arg(tools, tr("running"));
    } else {
        row.subtitle = tools;
    }
    return row;
}

void AgentListModel::rebuild()
{
    const auto matches = [this](const Row &row) {
        return m_search.isEmpty() || row.title.contains(m_search, Qt::CaseInsensitive)
            || row.subtitle.contains(m_search, Qt::CaseInsensitive);
    };
    QList<Row> rows;
    const auto addGroup = [&](const QString &heading, const QList<Row> &group) {
        if (!group.isEmpty())
            rows << Row{Kind::Heading, {}, heading, {}, {}} << group;
    };
    QList<Row> agents;
    for (const AgentCard &card : m_agents) {
        if (const Row row = rowOf(card); matches(row))
            agents.append(row);
    }
    QList<Row> templates;
    std::ranges::copy_if(m_templates, std::back_inserter(templates), matches);
    addGroup(tr("Agents"), agents);
    addGroup(tr("Templates"), templates);
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

QModelIndex AgentListModel::indexOf(const QString &path) const
{
    for (int row = 0; row < m_rows.size(); ++row) {
        if (m_rows[row].kind == Kind::Agent && m_rows[row].key == path)
            return index(row);
    }
    return {};
}

int AgentListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant AgentListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return row.title;
    case Qt::AccessibleTextRole:
        return row.subtitle.isEmpty() ? row.title : tr("%1, %2").arg(row.title, row.subtitle);
    case Qt::ToolTipRole:
        return row.kind == Kind::Agent ? row.key : row.subtitle;
    case KindRole:
        return int(row.kind);
    case SubtitleRole:
        return row.subtitle;
    case IconRole:
        return row.icon;
    case StateRole:
        return int(row.state);
    case KeyRole:
        return row.key;
    default:
        return {};
    }
}

Qt::ItemFlags AgentListModel::flags(const QModelIndex &index) const
{
    if (!index.isValid() || m_rows[index.row()].kind == Kind::Heading)
        return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

} // namespace ui

#include "moc_AgentListModel.cpp"
