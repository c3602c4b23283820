// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/servers/InventoryView.h"

#include "ui/theme/Controls.h"

#include <QHeaderView>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

constexpr int rowPixels = 26;
constexpr int mostRows = 12;
constexpr int toolRole = Qt::UserRole;
constexpr int callRole = Qt::UserRole + 1;

} // namespace

InventoryView::InventoryView(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_ask(button(theme, u"refresh-cw"_s, tr("Connect")))
    , m_sentence(label({}, u"hint"_s))
    , m_tree(new QTreeWidget)
    , m_try(button(theme, u"flask-conical"_s, tr("Try tool")))
{
    m_ask->setObjectName(u"connectServer"_s);
    m_sentence->setObjectName(u"serverSentence"_s);
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_tree->setObjectName(u"serverInventory"_s);
    m_tree->setAccessibleName(tr("What the server has"));
    m_tree->setColumnCount(2);
    m_tree->setHeaderHidden(true);
    m_tree->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    m_tree->header()->setStretchLastSection(true);
    m_tree->setTabKeyNavigation(false);
    m_tree->setUniformRowHeights(true);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setSelectionMode(QAbstractItemView::SingleSelection);
    m_tree->setProperty("look", u"result"_s);
    m_tree->hide();
    m_try->setObjectName(u"tryServerTool"_s);
    m_try->hide();
    auto *head = new QHBoxLayout;
    head->setSpacing(10);
    head->addWidget(m_ask, 0, Qt::AlignTop);
    head->addWidget(m_sentence, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(8);
    column->addLayout(head);
    column->addWidget(m_tree);
    column->addWidget(m_try, 0, Qt::AlignLeft);
    connect(m_ask, &QPushButton::clicked, this, &InventoryView::askWanted);
    connect(m_tree, &QTreeWidget::itemChanged, this, &InventoryView::takeTick);
    connect(m_tree, &QTreeWidget::itemActivated, this, &InventoryView::tryCurrent);
    connect(m_try, &QPushButton::clicked, this, &InventoryView::tryCurrent);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, [this](const QTreeWidgetItem *item) {
        m_try->setEnabled(item && !item->data(0, callRole).toString().isEmpty());
    });
    connect(m_tree, &QTreeWidget::itemExpanded, this, &InventoryView::fitHeight);
    connect(m_tree, &QTreeWidget::itemCollapsed, this, &InventoryView::fitHeight);
}

void InventoryView::begin()
{
    m_ask->setEnabled(false);
    setStyled(m_sentence, "look", u"hint"_s);
    m_sentence->setText(tr("Asking what it has…"));
}

void InventoryView::refuse(const QString &sentence)
{
    m_ask->setEnabled(true);
    m_tree->hide();
    m_try->hide();
    setStyled(m_sentence, "look", u"error"_s);
    m_sentence->setText(sentence);
}

void InventoryView::clear(const QString &hint)
{
    m_ask->setEnabled(true);
    m_tree->hide();
    m_try->hide();
    m_inventory = {};
    setStyled(m_sentence, "look", u"hint"_s);
    m_sentence->setText(hint);
}

void InventoryView::show(const McpInventory &inventory)
{
    m_ask->setEnabled(true);
    m_inventory = inventory;
    setStyled(m_sentence, "look", u"hint"_s);
    m_sentence->setText(inventory.title.isEmpty()
                            ? tr("Connected. Ticked tools are offered to the model.")
                            : tr("%1. Ticked tools are offered to the model.").arg(inventory.title));
    const QSignalBlocker quiet(m_tree);
    m_tree->clear();
    addTools();
    if (!inventory.resources.isEmpty()) {
        QTreeWidgetItem *group = addGroup(tr("Resources"), inventory.resources.size());
        for (const McpResource &resource : inventory.resources) {
            const QString name = resource.name.isEmpty() ? resource.uri : resource.name;
            auto *item = new QTreeWidgetItem(group, {name, resource.uri});
            item->setToolTip(1, resource.description);
        }
    }
    if (!inventory.prompts.isEmpty()) {
        QTreeWidgetItem *group = addGroup(tr("Prompts"), inventory.prompts.size());
        for (const McpPrompt &prompt : inventory.prompts)
            new QTreeWidgetItem(group, {prompt.name, prompt.description.simplified()});
    }
    m_tree->topLevelItem(0)->setExpanded(true);
    tick();
    fitHeight();
    m_tree->show();
    m_try->setEnabled(false);
    m_try->show();
}

void InventoryView::tryCurrent()
{
    const QTreeWidgetItem *item = m_tree->currentItem();
    const QString call = item ? item->data(0, callRole).toString() : QString();
    if (!call.isEmpty())
        emit tryRequested(call);
}

void InventoryView::fitHeight()
{
    int rows = 0;
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        const QTreeWidgetItem *group = m_tree->topLevelItem(i);
        rows += 1 + (group->isExpanded() ? group->childCount() : 0);
    }
    constexpr int frame = 6;
    m_tree->setFixedHeight(std::min(rows, mostRows) * rowPixels + frame);
}

QTreeWidgetItem *InventoryView::addGroup(const QString &title, qsizetype count)
{
    auto *group = new QTreeWidgetItem(m_tree, {u"%1 (%2)"_s.arg(title).arg(count)});
    group->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    group->setSizeHint(0, {0, rowPixels}); // of all, for they are alike
    return group;
}

void InventoryView::addTools()
{
    QTreeWidgetItem *group = addGroup(tr("Tools"), m_inventory.tools.size());
    for (const McpTool &tool : m_inventory.tools) {
        auto *item = new QTreeWidgetItem(group, {tool.name, tool.description.simplified()});
        item->setData(0, toolRole, tool.name);
        item->setData(0, callRole, tool.call);
        item->setToolTip(0, tr("The model calls it %1.").arg(tool.call));
        item->setToolTip(1, tool.description);
    }
}

void InventoryView::setOffered(const std::optional<QStringList> &names)
{
    m_offered = names;
    const QSignalBlocker quiet(m_tree);
    tick();
}

void InventoryView::tick()
{
    const QTreeWidgetItem *group = m_tree->topLevelItem(0);
    for (int i = 0; group && i < group->childCount(); ++i) {
        QTreeWidgetItem *item = group->child(i);
        const bool isOffered = !m_offered || m_offered->contains(item->data(0, toolRole).toString());
        item->setCheckState(0, isOffered ? Qt::Checked : Qt::Unchecked);
    }
}

void InventoryView::takeTick(const QTreeWidgetItem *item)
{
    const QString tool = item->data(0, toolRole).toString();
    if (tool.isEmpty())
        return;
    QStringList all;
    for (const McpTool &one : std::as_const(m_inventory.tools))
        all.append(one.name);
    emit offerRequested(tool, item->checkState(0) == Qt::Checked, all);
}

} // namespace ui

#include "moc_InventoryView.cpp"
