// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tools/ToolsCard.h"

#include "ui/editor/document/FileText.h"
#include "ui/editor/form/Form.h"
#include "ui/editor/tools/OpenApiDialog.h"
#include "ui/editor/tools/PolicyFields.h"
#include "ui/editor/tools/ToolClipboard.h"
#include "ui/editor/tools/ToolInspector.h"
#include "ui/editor/tools/ToolKinds.h"
#include "ui/editor/tools/ToolboxCategories.h"
#include "ui/editor/tools/ToolsModel.h"
#include "ui/editor/tools/ToolsTable.h"
#include "ui/theme/Controls.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {

ToolsCard::ToolsCard(const Theme &theme, Form &form, const EditorServices &services, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_form(form)
    , m_model(new ToolsModel(this))
    , m_table(new ToolsTable(theme, *m_model))
    , m_inspector(new ToolInspector(theme, form, services))
{
    setLook(this, u"card"_s);
    m_inset = new QWidget;
    auto *inset = new QVBoxLayout(m_inset);
    inset->setContentsMargins(13, 6, 13, 0);
    inset->addWidget(m_inspector);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 12, 1, 14);
    column->setSpacing(6);
    column->addWidget(makeHead());
    column->addWidget(makeEmpty());
    column->addWidget(m_table);
    column->addWidget(m_inset);
    connect(&form.document(), &AgentDocument::checked, this, &ToolsCard::refresh);
    connect(m_model, &ToolsModel::enableRequested, this, [this](int row, bool enabled) {
        change([=](Draft &draft) { enableTool(draft, row, enabled); }, row);
    });
    connect(m_model, &ToolsModel::policyRequested, this, [this](int row, const QString &action) {
        change([=](Draft &draft) { setPolicy(draft, toolRow(draft.now(), row).name, action); }, row);
    });
    connect(m_model, &ToolsModel::moveRequested, this, [this](int from, int to) {
        change([=](Draft &draft) { draft.move(u"/tools"_s, from, to); }, to);
    });
    connect(m_table, &ToolsTable::currentRowChanged, m_inspector, &ToolInspector::showTool);
    connect(m_table, &ToolsTable::removeRequested, this, &ToolsCard::remove);
    connect(m_table, &ToolsTable::duplicateRequested, this, &ToolsCard::duplicate);
    connect(m_table, &ToolsTable::copyRequested, this, &ToolsCard::copy);
    connect(m_table, &ToolsTable::cutRequested, this, [this](int row) {
        copy(row);
        remove(row);
    });
    connect(m_table, &ToolsTable::pasteRequested, this, &ToolsCard::paste);
    connect(m_table, &ToolsTable::tryRequested, m_inspector, &ToolInspector::tryTool);
    connect(m_table, &ToolsTable::openRequested, m_inspector, &ToolInspector::editName);
    connect(m_inspector, &ToolInspector::removeRequested, this, &ToolsCard::remove);
    connect(m_inspector, &ToolInspector::duplicateRequested, this, &ToolsCard::duplicate);
    connect(m_inspector, &ToolInspector::startWanted, this, &ToolsCard::startWanted);
    connect(m_inspector, &ToolInspector::sourceRequested, this, &ToolsCard::sourceRequested);
    refresh();
}

QWidget *ToolsCard::makeHead()
{
    m_count = label({}, u"pill"_s);
    m_count->setFixedHeight(20); // what is lower than twice its radius is drawn with corners
    m_add = button(m_theme, u"plus"_s, tr("Add tool"), u"ghost"_s);
    m_add->setObjectName(u"addTool"_s);
    m_add->setMenu(makeMenu());
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(13, 0, 11, 0);
    row->setSpacing(8);
    row->addWidget(label(tr("Tools"), u"heading"_s));
    row->addWidget(m_count, 0, Qt::AlignVCenter);
    row->addStretch();
    row->addWidget(m_add);
    return head;
}

QWidget *ToolsCard::makeEmpty()
{
    m_empty =
        label(tr("With tools the agent can look things up and do things. Add the first one."), u"hint"_s);
    auto *sentence = static_cast<QLabel *>(m_empty);
    sentence->setWordWrap(true);
    sentence->setContentsMargins(13, 0, 13, 4);
    return m_empty;
}

QMenu *ToolsCard::makeMenu()
{
    auto *menu = new QMenu(this);
    menu->setToolTipsVisible(true);
    for (const ToolKind &kind : toolKinds()) {
        if (kind.key != u"toolbox"_s)
            offer(*menu, {kind.icon, kind.title, kind.sentence},
                  [&kind](Draft &draft) { addTool(draft, kind); });
    }
    menu->addSeparator();
    for (const ToolboxCategory &category : toolboxCategories()) {
        QMenu *inside = menu->addMenu(m_theme.icon(toolIcon(category.tools.constFirst())), category.title);
        inside->setToolTipsVisible(true);
        for (const ToolRow &tool : category.tools)
            offer(*inside, {toolIcon(tool), tool.name, tool.description},
                  [name = tool.name](Draft &draft) { addToolboxTool(draft, name); });
    }
    menu->addSeparator();
    connect(menu->addAction(m_theme.icon(u"globe"_s), tr("From OpenAPI…")), &QAction::triggered, this,
            &ToolsCard::openOperations);
    connect(menu->addAction(m_theme.icon(u"copy"_s), tr("Paste a copied tool")), &QAction::triggered, this,
            [this] { paste(m_model->rowCount() - 1); });
    return menu;
}

void ToolsCard::offer(QMenu &menu, const Offer &offer, const std::function<void(Draft &)> &add)
{
    const QString sentence = offer.tip.section(u". "_s, 0, 0);
    const QString shown = menu.fontMetrics().elidedText(sentence, Qt::ElideRight, 360);
    QAction *action = menu.addAction(m_theme.icon(offer.icon), offer.title + u'\t' + shown);
    action->setToolTip(offer.tip);
    connect(action, &QAction::triggered, this, [this, add] { change(add, m_model->rowCount()); });
}

void ToolsCard::openMenu()
{
    m_add->showMenu();
}

void ToolsCard::refresh()
{
    const AgentDocument &document = m_form.document();
    m_model->setRows(toolRows(document.readable(), document.latest().diagnostics()));
    const int count = m_model->rowCount();
    m_count->setText(QString::number(count));
    m_count->setAccessibleName(count == 1 ? tr("1 tool") : tr("%1 tools").arg(count));
    m_empty->setVisible(count == 0);
    m_table->setVisible(count > 0);
    m_inset->setVisible(count > 0);
    if (count > 0 && m_table->currentRow() < 0)
        m_table->selectTool(0);
    m_inspector->showTool(m_table->currentRow());
}

void ToolsCard::change(const std::function<void(Draft &)> &change, int selectAfterwards)
{
    m_form.change(change);
    m_table->selectTool(std::min(selectAfterwards, m_model->rowCount() - 1));
}

void ToolsCard::duplicate(int row)
{
    change([row](Draft &draft) { duplicateTool(draft, row); }, row + 1);
}

void ToolsCard::remove(int row)
{
    const auto take = [row](Draft &draft) {
        removePolicy(draft, toolRow(draft.now(), row).name);
        draft.remove(toolPointer(row));
    };
    change(take, row);
}

void ToolsCard::copy(int row)
{
    m_form.commit();
    QGuiApplication::clipboard()->setText(copiedTool(m_form.document().readable(), row));
}

void ToolsCard::openOperations()
{
    QStringList taken;
    for (const ToolRow &tool : m_model->rows())
        taken.append(tool.name);
    auto *dialog = new OpenApiDialog(m_theme, taken, this);
    connect(dialog, &OpenApiDialog::chosen, this, &ToolsCard::addOperations);
    dialog->show();
}

void ToolsCard::addOperations(const QList<openapi::Operation> &operations)
{
    m_form.commit();
    AgentDocument &document = m_form.document();
    const QByteArray before = document.text();
    const int row = m_model->rowCount();
    const Result<QByteArray> after = openapi::withTools(before, operations);
    if (!after) {
        m_form.change([&](Draft &draft) { draft.refuse(after.error()); });
        return;
    }
    document.replace(withLineEnds(*after, hasCarriageReturns(before)));
    m_table->selectTool(row);
}

void ToolsCard::paste(int row)
{
    const QString text = QGuiApplication::clipboard()->text();
    int count = 0;
    const auto put = [&](Draft &draft) { count = pasteTools(draft, row, text); };
    m_form.change(put);
    m_table->selectTool(row + count);
}

void ToolsCard::duplicateCurrent()
{
    if (m_table->currentRow() >= 0)
        duplicate(m_table->currentRow());
}

void ToolsCard::removeCurrent()
{
    if (m_table->currentRow() >= 0)
        remove(m_table->currentRow());
}

void ToolsCard::tryCurrent()
{
    m_inspector->tryTool();
}

} // namespace ui

#include "moc_ToolsCard.cpp"
