// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tools/ToolsTable.h"

#include "ui/editor/tools/ToolDelegate.h"
#include "ui/editor/tools/ToolsModel.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

static constexpr int rowPixels = 34;
static constexpr int mostRowsShown = 10;

static int stepOf(int key)
{
    if (key == Qt::Key_Up)
        return -1;
    return key == Qt::Key_Down ? 1 : 0;
}

ToolsTable::ToolsTable(const Theme &theme, ToolsModel &model, QWidget *parent)
    : QTableView(parent)
    , m_tools(model)
{
    setObjectName(u"tools"_s);
    setAccessibleName(tr("Tools"));
    setModel(&model);
    setItemDelegate(new ToolDelegate(theme, this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setMouseTracking(true);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setTabKeyNavigation(false);
    setDragDropMode(InternalMove);
    setDragDropOverwriteMode(false);
    setDropIndicatorShown(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(rowPixels);
    verticalHeader()->setMinimumSectionSize(rowPixels);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(false);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&model, signal, this, &ToolsTable::fitHeight);
    fitHeight();
}

void ToolsTable::selectTool(int row)
{
    if (row < 0 || row >= m_tools.rowCount())
        return;
    const QModelIndex index = m_tools.index(row, std::max(0, currentIndex().column()));
    setCurrentIndex(index);
    scrollTo(index);
}

void ToolsTable::keyPressEvent(QKeyEvent *event)
{
    const int row = currentRow();
    if (row < 0 || !takeKey(*event, row))
        QTableView::keyPressEvent(event);
}

bool ToolsTable::takeKey(const QKeyEvent &event, int row)
{
    const int step = stepOf(event.key());
    if (event.modifiers() == Qt::AltModifier && step != 0) {
        if (row + step >= 0 && row + step < m_tools.rowCount())
            emit m_tools.moveRequested(row, row + step);
    } else if (event.key() == Qt::Key_Space) {
        emit m_tools.enableRequested(row, !m_tools.rows().at(row).enabled);
    } else if (event.key() == Qt::Key_Delete || event.key() == Qt::Key_Backspace) {
        emit removeRequested(row);
    } else if (event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter) {
        emit openRequested(row);
    } else {
        return false;
    }
    return true;
}

void ToolsTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    emit currentRowChanged(current.row());
}

void ToolsTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

void ToolsTable::wheelEvent(QWheelEvent *event)
{
    // With nothing to scroll here the wheel belongs to the page around.
    if (verticalScrollBar()->maximum() > 0)
        QTableView::wheelEvent(event);
    else
        event->ignore();
}

void ToolsTable::fitHeight()
{
    const int rows = std::clamp(m_tools.rowCount(), 1, mostRowsShown);
    setFixedHeight(horizontalHeader()->sizeHint().height() + rows * rowPixels);
}

void ToolsTable::fitColumns()
{
    const int whole = viewport()->width();
    const QFontMetrics metrics(horizontalHeader()->font());
    const auto title = [&](int column) {
        return metrics.horizontalAdvance(
            m_tools.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    };
    const int enabled = std::max(60, title(ToolsModel::Enabled) + 28);
    const int kind = std::max(92, title(ToolsModel::Kind) + 28);
    const bool hasRoom = whole > 420;
    setColumnHidden(ToolsModel::Description, !hasRoom);
    const int rest = std::max(80, whole - enabled - kind);
    const int name = hasRoom ? std::clamp(rest * 2 / 5, 140, 260) : rest;
    setColumnWidth(ToolsModel::Name, name);
    setColumnWidth(ToolsModel::Kind, kind);
    setColumnWidth(ToolsModel::Description, rest - name);
    setColumnWidth(ToolsModel::Enabled, enabled);
}

} // namespace ui

#include "moc_ToolsTable.cpp"
