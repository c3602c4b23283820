// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDockWidget>
#include <QTimer>

class QAction;
class QComboBox;
class QLabel;
class QLineEdit;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace ui {

class DockBar;
class LogModel;
class Theme;

/// The log at the foot of the window: what the server does, as it happens. Shows a LogModel and knows nothing
/// of where the entries come from.
class LogDock : public QDockWidget
{
    Q_OBJECT
public:
    /// `model` and `theme` must outlive the dock.
    LogDock(LogModel &model, const Theme &theme, QWidget *parent = nullptr);

    /// What an empty log says: why it is empty, and what to do.
    void setEmptyText(const QString &text);
    /// Following: the newest entry stays in sight. Scrolling away ends it, scrolling to the end begins it.
    bool isFollowing() const;

private:
    void addFilters(DockBar &bar);
    void addButtons(DockBar &bar);
    QWidget *buildTable();
    QWidget *buildEmpty();
    void buildMenu();
    void fitColumns();
    void applyFilter();
    void recount();
    void follow();
    void copyRows(bool all);

    LogModel &m_model;
    const Theme &m_theme;
    QStackedWidget *m_pages;
    QLabel *m_count;
    QTableView *m_table;
    QLabel *m_empty;
    QLineEdit *m_text;
    QComboBox *m_level;
    QToolButton *m_pause;
    QToolButton *m_follow;
    QTimer m_typing; ///< The filter is applied when typing stops for a moment.
};

} // namespace ui
