// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tools/ToolsTable.h"

#include "ui/editor/tools/PolicyFields.h"
#include "ui/editor/tools/ToolDelegate.h"
#include "ui/editor/tools/ToolsModel.h"

#include <QActionGroup>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QScrollBar>

#include <algorithm>
#include <functional>

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
    auto *delegate = new ToolDelegate(theme, this);
    setItemDelegate(delegate);
    connect(delegate, &ToolDelegate::policyClicked, this,
            [this](const QModelIndex &index, const QRect &cell) {
                openPolicies(index.row(), viewport()->mapToGlobal(cell.bottomLeft()));
            });
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
    } else if (event.key() == Qt::Key_Space && currentIndex().column() == ToolsModel::Policy) {
        const QRect cell = visualRect(currentIndex());
        openPolicies(row, viewport()->mapToGlobal(cell.bottomLeft()));
    } else if (event.key() == Qt::Key_Space) {
        emit m_tools.enableRequested(row, !m_tools.rows().at(row).enabled);
    } else if (event.key() == Qt::Key_Delete || event.key() == Qt::Key_Backspace) {
        emit removeRequested(row);
    } else if (event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter) {
        emit openRequested(row);
    } else {
        return takeClipboardKey(event, row);
    }
    return true;
}

bool ToolsTable::takeClipboardKey(const QKeyEvent &event, int row)
{
    if (event.matches(QKeySequence::Copy))
        emit copyRequested(row);
    else if (event.matches(QKeySequence::Cut))
        emit cutRequested(row);
    else if (event.matches(QKeySequence::Paste))
        emit pasteRequested(row);
    else
        return false;
    return true;
}

QMenu *ToolsTable::makePolicies(int row)
{
    const ToolRow &tool = m_tools.rows().at(row);
    auto *menu = new QMenu(tr("On call"), this);
    auto *group = new QActionGroup(menu);
    const auto append = [&](const QString &title, const QString &action) {
        QAction *entry = group->addAction(menu->addAction(title));
        connect(entry, &QAction::triggered, this,
                [this, row, action] { emit m_tools.policyRequested(row, action); });
        return entry;
    };
    for (const auto &[action, title] : policyWords()) {
        QAction *entry = append(title, action);
        entry->setCheckable(true);
        entry->setChecked(action == tool.policy);
    }
    menu->addSeparator();
    append(tr("As the policy says for others"), {});
    menu->setEnabled(!tool.name.isEmpty() && tool.policy != u"rules"_s);
    return menu;
}

void ToolsTable::openPolicies(int row, const QPoint &where)
{
    QMenu *menu = makePolicies(row);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(where);
}

void ToolsTable::contextMenuEvent(QContextMenuEvent *event)
{
    const int row = currentRow();
    if (row < 0)
        return;
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard;
    const QPoint where =
        isByKey ? viewport()->mapToGlobal(visualRect(currentIndex()).bottomLeft()) : event->globalPos();
    QMenu *menu = makeMenu(row);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(where);
}

QMenu *ToolsTable::makeMenu(int row)
{
    auto *menu = new QMenu(this);
    menu->setObjectName(u"toolMenu"_s);
    const bool isEnabled = m_tools.rows().at(row).enabled;
    const auto append = [&](const QString &title, const QKeySequence &keys,
                            const std::function<void()> &run) {
        QAction *entry = menu->addAction(title);
        entry->setShortcut(keys); // to be read; the table takes them itself
        entry->setShortcutContext(Qt::WidgetShortcut);
        connect(entry, &QAction::triggered, this, run);
        return entry;
    };
    append(tr("Edit"), Qt::Key_Return, [this, row] { emit openRequested(row); });
    append(tr("Try it"), {}, [this, row] { emit tryRequested(row); });
    append(isEnabled ? tr("Switch off") : tr("Switch on"), Qt::Key_Space,
           [this, row, isEnabled] { emit m_tools.enableRequested(row, !isEnabled); });
    menu->addMenu(makePolicies(row));
    menu->addSeparator();
    append(tr("Move up"), Qt::ALT | Qt::Key_Up, [this, row] {
        emit m_tools.moveRequested(row, row - 1);
    })->setEnabled(row > 0);
    append(tr("Move down"), Qt::ALT | Qt::Key_Down, [this, row] {
        emit m_tools.moveRequested(row, row + 1);
    })->setEnabled(row + 1 < m_tools.rowCount());
    append(tr("Duplicate"), {}, [this, row] { emit duplicateRequested(row); });
    menu->addSeparator();
    append(tr("Cut"), QKeySequence::Cut, [this, row] { emit cutRequested(row); });
    append(tr("Copy"), QKeySequence::Copy, [this, row] { emit copyRequested(row); });
    append(tr("Paste below"), QKeySequence::Paste, [this, row] { emit pasteRequested(row); });
    menu->addSeparator();
    append(tr("Delete"), Qt::Key_Delete, [this, row] { emit removeRequested(row); });
    return menu;
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
    const int policy = std::max(84, title(ToolsModel::Policy) + 28);
    const bool hasRoom = whole > 480;
    setColumnHidden(ToolsModel::Description, !hasRoom);
    const int rest = std::max(80, whole - enabled - kind - policy);
    const int name = hasRoom ? std::clamp(rest * 2 / 5, 140, 260) : rest;
    setColumnWidth(ToolsModel::Name, name);
    setColumnWidth(ToolsModel::Kind, kind);
    setColumnWidth(ToolsModel::Description, rest - name);
    setColumnWidth(ToolsModel::Policy, policy);
    setColumnWidth(ToolsModel::Enabled, enabled);
}

} // namespace ui

#include "moc_ToolsTable.cpp"
