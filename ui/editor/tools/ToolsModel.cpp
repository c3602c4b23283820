// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tools/ToolsModel.h"

#include "ui/editor/tools/PolicyFields.h"

#include <QMimeData>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace ui {

/// What a person reads of its policy.
static QString policyTitle(const ToolRow &row)
{
    for (const auto &[action, title] : policyWords()) {
        if (action == row.policy)
            return title;
    }
    return ToolsModel::tr("Rules");
}

static const QString rowFormat = QStringLiteral("application/x-slipway-tool-row");

void ToolsModel::setRows(const QList<ToolRow> &rows)
{
    const auto shorter = std::min(rows.size(), m_rows.size());
    qsizetype head = 0;
    if (rows.size() != m_rows.size())
        head = std::mismatch(rows.begin(), rows.begin() + shorter, m_rows.begin()).first - rows.begin();
    const qsizetype more = rows.size() - m_rows.size();
    if (more > 0) {
        beginInsertRows({}, int(head), int(head + more - 1));
        m_rows = m_rows.mid(0, head) + rows.mid(head, more) + m_rows.mid(head);
        endInsertRows();
    } else if (more < 0) {
        beginRemoveRows({}, int(head), int(head - more - 1));
        m_rows.remove(head, -more);
        endRemoveRows();
    }
    for (int i = 0; i < rows.size(); ++i) {
        if (m_rows.at(i) == rows.at(i))
            continue;
        m_rows[i] = rows.at(i);
        emit dataChanged(index(i, 0), index(i, ColumnCount - 1));
    }
}

int ToolsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ToolsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ToolsModel::text(const ToolRow &row, int column) const
{
    switch (column) {
    case Name:
        return toolTitle(row).isEmpty() ? tr("(no name)") : toolTitle(row);
    case Kind:
        return toolKindTitle(row);
    case Description:
        return row.description;
    case Policy:
        return policyTitle(row);
    default:
        return {};
    }
}

/// What a screen reader says instead of what is drawn; nothing where both are the same.
QVariant ToolsModel::spoken(const ToolRow &row, int column)
{
    if (column == Enabled)
        return row.enabled ? tr("Enabled") : tr("Disabled");
    const QString effect = toolEffectTitle(row);
    if (column == Description && !effect.isEmpty())
        return tr("%1. %2").arg(effect, row.description);
    if (column == Name && !row.fault.isEmpty())
        return tr("%1, has a problem: %2").arg(toolTitle(row), row.fault);
    return {};
}

QVariant ToolsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ToolRow &row = m_rows.at(index.row());
    const bool isSwitch = index.column() == Enabled;
    if (role == Qt::DisplayRole)
        return text(row, index.column());
    if (role == Qt::AccessibleTextRole)
        return spoken(row, index.column());
    if (role == Qt::ToolTipRole && !isSwitch)
        return row.fault.isEmpty() ? text(row, index.column()) : row.fault;
    if (role == Qt::CheckStateRole && isSwitch)
        return static_cast<int>(row.enabled ? Qt::Checked : Qt::Unchecked);
    return {};
}

QVariant ToolsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    const std::array titles{tr("Name"), tr("Type"), tr("Description"), tr("On call"), tr("Enabled")};
    return titles.at(static_cast<std::size_t>(section));
}

Qt::ItemFlags ToolsModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::ItemIsDropEnabled; // between the rows
    const auto usual = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled;
    return index.column() == Enabled ? usual | Qt::ItemIsUserCheckable : usual;
}

bool ToolsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !index.isValid() || index.column() != Enabled)
        return false;
    emit enableRequested(index.row(), value.toInt() == Qt::Checked);
    return true;
}

QStringList ToolsModel::mimeTypes() const
{
    return {rowFormat};
}

QMimeData *ToolsModel::mimeData(const QModelIndexList &indexes) const
{
    auto *data = new QMimeData;
    if (!indexes.isEmpty())
        data->setData(rowFormat, QByteArray::number(indexes.first().row()));
    return data;
}

bool ToolsModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int,
                              const QModelIndex &parent)
{
    bool isRow = false;
    const int from = data->data(rowFormat).toInt(&isRow);
    const int target = parent.isValid() ? parent.row() : rowCount();
    const int before = row >= 0 ? row : target;
    const int to = before > from ? before - 1 : before;
    if (action != Qt::MoveAction || !isRow || from < 0 || from >= rowCount())
        return false;
    if (from != to)
        emit moveRequested(from, to);
    return false; // the text moves it; the view must not remove anything
}

} // namespace ui

#include "moc_ToolsModel.cpp"
