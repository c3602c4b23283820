// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tools/ToolInspector.h"

#include "ui/editor/EditorServices.h"
#include "ui/editor/bench/ToolBench.h"
#include "ui/editor/form/ChoiceField.h"
#include "ui/editor/form/FieldsRow.h"
#include "ui/editor/form/Form.h"
#include "ui/editor/form/LineField.h"
#include "ui/editor/form/TextField.h"
#include "ui/editor/tools/CareFields.h"
#include "ui/editor/tools/ParameterRows.h"
#include "ui/editor/tools/PolicyFields.h"
#include "ui/editor/tools/ToolKeys.h"
#include "ui/editor/tools/ToolKinds.h"
#include "ui/editor/tools/ToolRow.h"
#include "ui/theme/Controls.h"
#include "ui/theme/ElidedLabel.h"

#include "agent/values/Toolbox.h"

#include <QButtonGroup>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {

namespace {

/// For the name, by which the policy knows it.
Form::Way nameWay()
{
    const auto write = [](Draft &draft, const QString &pointer, const QJsonValue &value) {
        const int row = pointer.section(u'/', 2, 2).toInt();
        const QString before = toolRow(draft.now(), row).name;
        entryKeyWay().write(draft, pointer, value);
        renamePolicy(draft, before, toolRow(draft.now(), row).name);
    };
    return {{}, write};
}

/// What the file says the tool takes; nothing where only the server knows.
std::optional<QJsonObject> parametersIn(const QJsonValue &entry, const ToolRow &row)
{
    const QJsonValue written = entry[u"parameters"];
    if (written.isObject())
        return written.toObject();
    if (const ToolboxEntry *known = toolboxEntry(row.toolbox))
        return known->parameters;
    if (row.kind == u"python"_s || row.kind == u"agent"_s)
        return std::nullopt;
    return QJsonObject();
}

int lineOf(const SpecDocument &document, const QString &pointer)
{
    return 1 + int(document.text().left(document.placeOf(pointer).first).count('\n'));
}

} // namespace

ToolInspector::ToolInspector(const Theme &theme, Form &form, const EditorServices &services, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_form(form)
{
    setObjectName(u"toolInspector"_s);
    setLook(this, u"inset"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 10, 12, 12);
    column->setSpacing(10);
    column->addWidget(makeHead());
    column->addWidget(makeEdit());
    if (services.host)
        makeBench(column, *services.host);
    hide();
}

QWidget *ToolInspector::makeEdit()
{
    m_edit = new QWidget;
    auto *column = new QVBoxLayout(m_edit);
    column->setContentsMargins({});
    column->setSpacing(10);
    column->addWidget(makeBasics());
    m_forms = new QVBoxLayout;
    column->addLayout(m_forms);
    column->addWidget(m_parameters = new ParameterRows(m_theme, m_form));
    column->addWidget(m_policy = new PolicyFields(m_theme, m_form));
    column->addWidget(m_care = new CareFields(m_theme, m_form));
    return m_edit;
}

void ToolInspector::makeBench(QVBoxLayout *column, const ServerHost &host)
{
    m_bench = new ToolBench(m_theme, m_form, host);
    m_bench->hide();
    auto *segments = new QWidget;
    setLook(segments, u"segments"_s);
    segments->setFixedHeight(30);
    auto *row = new QHBoxLayout(segments);
    row->setContentsMargins({});
    row->setSpacing(0);
    auto *group = new QButtonGroup(this);
    for (QToolButton *segment : {m_change = iconButton(m_theme, u"sliders-horizontal"_s, tr("Edit")),
                                m_try = iconButton(m_theme, u"flask-conical"_s, tr("Try it"))}) {
        segment->setText(segment->accessibleName());
        segment->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        segment->setIconSize({18, 14});
        segment->setCheckable(true);
        group->addButton(segment);
        row->addWidget(segment);
    }
    m_change->setChecked(true);
    m_try->setObjectName(u"tryTool"_s);
    column->insertWidget(1, segments, 0, Qt::AlignLeft);
    column->addWidget(m_bench);
    connect(m_try, &QToolButton::toggled, this, &ToolInspector::setTrying);
    connect(m_bench, &ToolBench::startWanted, this, &ToolInspector::startWanted);
}

void ToolInspector::setTrying(bool isTrying)
{
    m_form.commit();
    m_edit->setVisible(!isTrying);
    m_bench->setVisible(isTrying);
    showBench();
}

void ToolInspector::tryTool()
{
    if (!m_try)
        return;
    m_try->setChecked(true);
    m_try->setFocus();
}

void ToolInspector::showBench()
{
    if (!m_try || !m_try->isChecked())
        return;
    const SpecDocument &document = m_form.document().readable();
    const ToolRow row = toolRow(document, m_row);
    m_bench->showTool({row.name, row.kind, parametersIn(document.value(toolPointer(m_row)), row)});
}

QWidget *ToolInspector::makeHead()
{
    m_title = new ElidedLabel({}, u"heading"_s);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_line = new QToolButton;
    m_line->setProperty("look", u"link"_s);
    m_line->setFocusPolicy(Qt::TabFocus);
    m_line->setToolTip(tr("Show the tool in the source"));
    auto *copy = iconButton(m_theme, u"copy"_s, tr("Duplicate"));
    auto *remove = button(m_theme, u"trash-2"_s, tr("Delete"), u"danger"_s);
    remove->setProperty("compact", true);
    connect(m_line, &QToolButton::clicked, this, [this] { emit sourceRequested(toolPointer(m_row)); });
    connect(copy, &QToolButton::clicked, this, [this] { emit duplicateRequested(m_row); });
    connect(remove, &QPushButton::clicked, this, [this] { emit removeRequested(m_row); });
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins({});
    row->setSpacing(6);
    row->addWidget(m_title, 1);
    row->addWidget(m_line);
    row->addWidget(copy);
    row->addWidget(remove);
    return head;
}

QWidget *ToolInspector::makeBasics()
{
    m_name = (new LineField(tr("Name"), {}))->withCode();
    QList<ChoiceField::Choice> kinds;
    for (const ToolKind &kind : toolKinds())
        kinds.append({kind.key, kind.title});
    m_kind = new ChoiceField(m_theme, tr("Type"), {}, kinds);
    m_description = new TextField(tr("Description"), {}, {2, 6});
    m_form.add(m_name, nameWay());
    m_form.add(m_description, entryKeyWay());
    // Which kind it is says the key that is there, not a value.
    connect(m_kind, &Field::edited, this, [this](const QJsonValue &key) {
        const ToolKind *kind = toolKind(key.toString());
        m_form.change([&](Draft &draft) { changeKind(draft, m_row, *kind); });
    });
    auto *basics = new QWidget;
    auto *column = new QVBoxLayout(basics);
    column->setContentsMargins({});
    column->setSpacing(10);
    column->addWidget(new FieldsRow({{m_name, 1}, {m_kind, 1}}, 300));
    column->addWidget(m_description);
    return basics;
}

ToolForm *ToolInspector::formFor(const QString &key)
{
    const ToolKind *kind = toolKind(key);
    if (!kind)
        return nullptr;
    ToolForm *&made = m_made[key];
    if (!made) {
        made = kind->makeForm(m_theme, m_form);
        m_forms->addWidget(made);
    }
    return made;
}

void ToolInspector::showTool(int row)
{
    if (row != m_row)
        m_form.commit(); // what was typed belongs to the tool shown until now
    m_row = row;
    refresh();
}

void ToolInspector::editName()
{
    if (m_change)
        m_change->setChecked(true);
    m_name->line()->setFocus(Qt::OtherFocusReason);
    m_name->line()->selectAll();
}

void ToolInspector::point(Field *field, const QString &key)
{
    field->setPointer(toolPointer(m_row) + u'/' + key);
    m_form.refresh(field);
}

void ToolInspector::refresh()
{
    const SpecDocument &document = m_form.document().readable();
    const bool isThere = m_row >= 0 && !document.value(toolPointer(m_row)).isUndefined();
    setVisible(isThere);
    if (!isThere)
        return;
    const ToolRow row = toolRow(document, m_row);
    const ToolboxEntry *entry = toolboxEntry(row.toolbox);
    m_title->setText(toolTitle(row));
    m_line->setText(tr("Line %1").arg(lineOf(document, toolPointer(m_row))));
    m_name->setPlaceholder(row.toolbox);
    m_description->setPlaceholder(entry ? entry->description : tr("When the model should use it"));
    m_kind->show(row.kind);
    point(m_name, u"name"_s);
    point(m_description, u"description"_s);
    const bool isNamed = row.file.isEmpty(); // else what follows is the functions' own
    m_name->setVisible(isNamed);
    m_description->setVisible(isNamed);
    m_policy->setVisible(isNamed);
    m_policy->showFor(row.name);
    const bool isCalled = row.kind != u"agent"_s; // which runs, with a budget of its own
    m_care->setVisible(isCalled);
    m_care->showTool(isCalled ? toolPointer(m_row) : QString());
    showForm(row.kind);
    showBench();
}

void ToolInspector::showForm(const QString &key)
{
    ToolForm *form = formFor(key);
    if (m_shown && m_shown != form) {
        m_shown->hide();
        m_shown->showTool({});
    }
    m_shown = form;
    if (form) {
        form->show();
        form->showTool(toolPointer(m_row));
    }
    const ToolKind *kind = toolKind(key);
    const bool takesParameters = kind && kind->takesParameters;
    m_parameters->setVisible(takesParameters);
    m_parameters->showAt(takesParameters ? toolPointer(m_row) + u"/parameters"_s : QString());
}

} // namespace ui

#include "moc_ToolInspector.cpp"
