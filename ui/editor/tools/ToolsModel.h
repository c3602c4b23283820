// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/tools/ToolRow.h"

#include <QAbstractTableModel>

namespace ui {

/// The tools of a document as a table. It holds what the text said last; to change something it only asks,
/// and shows the outcome when setRows() brings it.
class ToolsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, Kind, Description, Policy, Enabled, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// Changes the table row by row, so that selection and scroll position stay.
    void setRows(const QList<ToolRow> &rows);
    const QList<ToolRow> &rows() const { return m_rows; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    /// Takes Qt::CheckStateRole of Enabled only.
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

signals:
    void enableRequested(int row, bool enabled);
    void policyRequested(int row, const QString &action); ///< As setPolicy() takes it.
    void moveRequested(int from, int to);                 ///< So that it stands at `to` afterwards.

private:
    QString text(const ToolRow &row, int column) const;
    static QVariant spoken(const ToolRow &row, int column);

    QList<ToolRow> m_rows;
};

} // namespace ui
