// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>
#include <QWidget>

class QAction;

namespace ui {

class AgentListModel;
class SearchField;
class Theme;

/// A list whose rows do something when clicked once, or by Return. A double click counts once.
class ChoiceList : public QListView
{
    Q_OBJECT
public:
    explicit ChoiceList(QWidget *parent = nullptr);

signals:
    void chosen(const QModelIndex &index);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    bool m_inDoubleClick = false;
};

/// The left of the window: one's agents and the templates, with a search. Shows an AgentListModel.
class Sidebar : public QWidget
{
    Q_OBJECT
public:
    /// `model`, `theme` must outlive the sidebar; `newAgent` is the action of the add button.
    Sidebar(AgentListModel &model, const Theme &theme, QAction *newAgent, QWidget *parent = nullptr);

    /// Marks the agent that is open in front.
    void setCurrent(const QString &path);
    SearchField *search() const { return m_search; }

signals:
    void agentChosen(const QString &path);
    void templateChosen(const QString &name);

private:
    void choose(const QModelIndex &index);
    void markCurrent();

    AgentListModel &m_model;
    SearchField *m_search;
    ChoiceList *m_list;
    QString m_current;
};

} // namespace ui
