// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tools/OpenApiDialog.h"

#include "ui/editor/tools/OpenApiReader.h"
#include "ui/theme/Controls.h"

#include <QFileDialog>
#include <QHeaderView>
#include <QLineEdit>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {
namespace {

constexpr int rowHeight = 30;
constexpr int columnGap = 16;

enum OperationColumn { ToolName, Method, Effect, Path, Summary };

QString effectOf(const QString &method)
{
    if (method == u"GET"_s || method == u"HEAD"_s || method == u"OPTIONS"_s)
        return OpenApiDialog::tr("Reads");
    return method == u"DELETE"_s ? OpenApiDialog::tr("Deletes") : OpenApiDialog::tr("Writes");
}

QWidget *inARow(const QList<QWidget *> &widgets)
{
    auto *whole = new QWidget;
    auto *row = new QHBoxLayout(whole);
    row->setContentsMargins({});
    row->setSpacing(8);
    for (QWidget *widget : widgets)
        row->addWidget(widget, qobject_cast<QPushButton *>(widget) ? 0 : 1);
    return whole;
}

} // namespace

OpenApiDialog::OpenApiDialog(const Theme &theme, QStringList taken, QWidget *parent)
    : QDialog(parent)
    , m_taken(std::move(taken))
    , m_reader(new OpenApiReader(this))
{
    setObjectName(u"openApi"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Tools from OpenAPI"));
    resize(820, 560);
    m_said = label(tr("A file or an address of an OpenAPI document, 3.0 or 3.1."), u"hint"_s);
    m_said->setObjectName(u"openApiSaid"_s);
    m_said->setWordWrap(true);
    m_list = new QTreeWidget;
    m_list->setObjectName(u"openApiOperations"_s);
    m_list->setAccessibleName(tr("Operations"));
    m_list->setHeaderLabels({tr("Tool"), tr("Method"), tr("Effect"), tr("Path"), tr("Summary")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 14);
    column->setSpacing(10);
    column->addWidget(makeSource(theme));
    column->addWidget(m_said);
    column->addWidget(makeSearch(theme));
    column->addWidget(m_list, 1);
    column->addWidget(makeButtons(theme));
    connect(m_list, &QTreeWidget::itemChanged, this, &OpenApiDialog::count);
    connect(m_reader, &OpenApiReader::done, this, &OpenApiDialog::showDocument);
    connect(m_reader, &OpenApiReader::failed, m_said, &QLabel::setText);
    count();
}

QWidget *OpenApiDialog::makeSource(const Theme &theme)
{
    m_source = new QLineEdit;
    m_source->setObjectName(u"openApiSource"_s);
    m_source->setAccessibleName(tr("File or address"));
    m_source->setPlaceholderText(u"https://api.example.com/openapi.json"_s);
    auto *browse = button(theme, u"folder-open"_s, tr("Choose a file"));
    auto *read = button(theme, {}, tr("Read"));
    read->setObjectName(u"openApiRead"_s);
    for (QPushButton *each : {browse, read})
        each->setAutoDefault(false); // Return in the search would press it
    connect(browse, &QPushButton::clicked, this, [this] {
        const QString path = QFileDialog::getOpenFileName(this, tr("OpenAPI document"), {},
                                                          tr("OpenAPI (*.json *.yaml *.yml);;All files (*)"));
        if (path.isEmpty())
            return;
        m_source->setText(path);
        load();
    });
    connect(read, &QPushButton::clicked, this, &OpenApiDialog::load);
    connect(m_source, &QLineEdit::returnPressed, this, &OpenApiDialog::load);
    return inARow({m_source, browse, read});
}

QWidget *OpenApiDialog::makeSearch(const Theme &theme)
{
    m_search = new QLineEdit;
    m_search->setObjectName(u"openApiSearch"_s);
    m_search->setAccessibleName(tr("Search the operations"));
    m_search->setPlaceholderText(tr("Search"));
    auto *all = button(theme, {}, tr("Select all"));
    all->setObjectName(u"openApiAll"_s);
    auto *none = button(theme, {}, tr("Select none"));
    for (QPushButton *each : {all, none})
        each->setAutoDefault(false);
    connect(m_search, &QLineEdit::textChanged, this, &OpenApiDialog::search);
    connect(all, &QPushButton::clicked, this, [this] { check(Qt::Checked); });
    connect(none, &QPushButton::clicked, this, [this] { check(Qt::Unchecked); });
    return inARow({m_search, all, none});
}

QWidget *OpenApiDialog::makeButtons(const Theme &theme)
{
    auto *cancel = button(theme, {}, tr("Cancel"));
    cancel->setAutoDefault(false);
    m_add = button(theme, {}, {}, u"primary"_s);
    m_add->setObjectName(u"openApiAdd"_s);
    m_add->setAutoDefault(false);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_add, &QPushButton::clicked, this, [this] {
        emit chosen(checkedOnes());
        accept();
    });
    return inARow({new QWidget, cancel, m_add});
}

void OpenApiDialog::load()
{
    m_said->setText(tr("Reading …"));
    m_list->clear();
    m_operations.clear();
    count();
    m_reader->read(m_source->text().trimmed());
}

void OpenApiDialog::showDocument(const openapi::Document &document)
{
    m_operations = document.operations;
    m_list->clear();
    for (const openapi::Operation &operation : document.operations) {
        auto *item = new QTreeWidgetItem(m_list,
                                         {operation.tool, operation.method, effectOf(operation.method),
                                          operation.path, operation.summary});
        item->setCheckState(ToolName, Qt::Unchecked);
        item->setSizeHint(Summary, {0, rowHeight}); // the others are as wide as their text
        item->setToolTip(Summary, (QStringList{operation.summary} + operation.remarks).join(u'\n'));
        item->setDisabled(m_taken.contains(operation.tool));
        if (item->isDisabled())
            item->setToolTip(ToolName, tr("The agent has a tool of this name already."));
    }
    for (const int column : {ToolName, Method, Effect, Path}) {
        m_list->resizeColumnToContents(column);
        m_list->setColumnWidth(column, m_list->columnWidth(column) + columnGap);
    }
    QString sentence = tr("%1: %2 operations.").arg(document.title).arg(document.operations.size());
    if (!document.remarks.isEmpty())
        sentence += u' ' + tr("Left out: %1.").arg(document.remarks.size());
    m_said->setText(sentence);
    m_said->setToolTip(document.remarks.join(u'\n'));
    search(m_search->text());
    count();
}

void OpenApiDialog::search(const QString &words)
{
    for (int row = 0; row < m_list->topLevelItemCount(); ++row) {
        QTreeWidgetItem *item = m_list->topLevelItem(row);
        QString all;
        for (int column = 0; column < m_list->columnCount(); ++column)
            all += item->text(column) + u'\n';
        item->setHidden(!all.contains(words.trimmed(), Qt::CaseInsensitive));
    }
}

void OpenApiDialog::check(Qt::CheckState state)
{
    for (int row = 0; row < m_list->topLevelItemCount(); ++row) {
        QTreeWidgetItem *item = m_list->topLevelItem(row);
        if (!item->isHidden() && !item->isDisabled())
            item->setCheckState(ToolName, state);
    }
}

QList<openapi::Operation> OpenApiDialog::checkedOnes() const
{
    QList<openapi::Operation> operations;
    for (int row = 0; row < m_list->topLevelItemCount(); ++row) {
        if (m_list->topLevelItem(row)->checkState(ToolName) == Qt::Checked)
            operations.append(m_operations.at(row));
    }
    return operations;
}

void OpenApiDialog::count()
{
    const qsizetype number = checkedOnes().size();
    m_add->setText(number == 1 ? tr("Add 1 tool") : tr("Add %1 tools").arg(number));
    m_add->setEnabled(number > 0);
}

} // namespace ui

#include "moc_OpenApiDialog.cpp"
