// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

class QMenu;

namespace ui {

class Theme;
class ToolsModel;

/// The tools as a table that is as tall as its rows, up to a point. Keys: arrows, Space switches, Return
/// opens, Delete removes, Alt+Up and Alt+Down move, the usual ones copy, cut and paste, the menu key offers
/// all of that; rows can be dragged.
class ToolsTable : public QTableView
{
    Q_OBJECT
public:
    /// Both must outlive the table.
    ToolsTable(const Theme &theme, ToolsModel &model, QWidget *parent = nullptr);

    int currentRow() const { return currentIndex().row(); }
    void selectTool(int row);

signals:
    void currentRowChanged(int row);
    void openRequested(int row);
    void removeRequested(int row);
    void duplicateRequested(int row);
    void copyRequested(int row);
    void cutRequested(int row);
    void pasteRequested(int row); ///< Behind it.
    void tryRequested(int row);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void resizeEvent(QResizeEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    /// Whether the key means something to this row, and does it.
    bool takeKey(const QKeyEvent &event, int row);
    bool takeClipboardKey(const QKeyEvent &event, int row);
    QMenu *makeMenu(int row);
    QMenu *makePolicies(int row);
    void openPolicies(int row, const QPoint &where);
    void fitHeight();
    void fitColumns();

    ToolsModel &m_tools;
};

} // namespace ui
