// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/spec/Templates.h"
#include "ui/editor/AgentCard.h"

#include <QAbstractListModel>

namespace ui {

/// The sidebar's rows: the agents somebody has, then the templates that come with Slipway, each group under
/// its heading. A search hides what does not match, and headings without rows.
class AgentListModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum class Kind { Heading, Agent, Template };
    enum class State { None, Running, Faulty };
    enum Role { KindRole = Qt::UserRole + 1, SubtitleRole, IconRole, StateRole, KeyRole };

    using QAbstractListModel::QAbstractListModel;

    void setAgents(const QList<AgentCard> &agents);
    void setTemplates(const QList<agent::Template> &templates);
    /// The agent being served, by its path; empty for none.
    void setServed(const QString &path);
    void setSearch(const QString &text);
    /// The row of an agent, invalid if it is not shown.
    QModelIndex indexOf(const QString &path) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    /// KeyRole: the path of an agent, the name of a template.
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Row
    {
        Kind kind;
        QString key;
        QString title;
        QString subtitle;
        QString icon;
        State state = State::None;
    };

    void rebuild();
    Row rowOf(const AgentCard &card) const;

    QList<AgentCard> m_agents;
    QList<Row> m_templates;
    QString m_served;
    QString m_search;
    QList<Row> m_rows;
};

} // namespace ui
