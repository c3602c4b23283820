// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tools/ToolInspector.h"

#include "ui/editor/form/ChoiceField.h"
#include "ui/editor/form/FieldsRow.h"
#include "ui/editor/form/Form.h"
#include "ui/editor/form/LineField.h"
#include "ui/editor/form/TextField.h"
#include "ui/editor/tools/HeaderRows.h"
#include "ui/editor/tools/ParameterRows.h"
#include "ui/editor/tools/PolicyFields.h"
#include "ui/editor/tools/ToolRow.h"
#include "ui/theme/Controls.h"
#include "ui/theme/ElidedLabel.h"

#include "agent/values/Toolbox.h"

#include <QJsonArray>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {

namespace {

/// A key of the tool; its entry may still be only a name.
Form::Way entryKeyWay()
{
    const auto write = [](Draft &draft, const QString &pointer, const QJsonValue &value) {
        if (value.isUndefined()) {
            draft.remove(pointer);
            return;
        }
        makeMapping(draft, pointer.section(u'/', 2, 2).toInt());
        draft.set(pointer, value);
    };
    return {{}, write};
}

/// The same for its name, by which the policy knows it.
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

/// "expression (string, required), digits (integer)"
QString inWords(const QJsonObject &schema)
{
    const QJsonArray required = schema.value(u"required"_s).toArray();
    const QJsonObject properties = schema.value(u"properties"_s).toObject();
    QStringList words;
    for (auto it = properties.begin(); it != properties.end(); ++it) {
        const QString type = it.value().toObject().value(u"type"_s).toString();
        words.append(required.contains(it.key()) ? ToolInspector::tr("%1 (%2, required)").arg(it.key(), type)
                                                 : u"%1 (%2)"_s.arg(it.key(), type));
    }
    return words.join(u", "_s);
}

int lineOf(const SpecDocument &document, const QString &pointer)
{
    return 1 + int(document.text().left(document.placeOf(pointer).first).count('\n'));
}

} // namespace

ToolInspector::ToolInspector(const Theme &theme, Form &form, QWidget *parent)
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
    column->addWidget(makeBasics());
    column->addWidget(makeToolbox());
    column->addWidget(makeHttp());
    column->addWidget(m_policy = new PolicyFields(m_theme, m_form));
    hide();
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
    m_kind = new ChoiceField(m_theme, tr("Type"), {},
                             {{u"toolbox"_s, tr("Built in")}, {u"http"_s, tr("HTTP request")}});
    m_description = new TextField(tr("Description"), {}, {2, 6});
    m_form.add(m_name, nameWay());
    m_form.add(m_description, entryKeyWay());
    // Which kind it is says the key that is there, not a value.
    connect(m_kind, &Field::edited, this, [this](const QJsonValue &kind) { changeKind(kind.toString()); });
    auto *basics = new QWidget;
    auto *column = new QVBoxLayout(basics);
    column->setContentsMargins({});
    column->setSpacing(10);
    column->addWidget(new FieldsRow({{m_name, 1}, {m_kind, 1}}, 300));
    column->addWidget(m_description);
    return basics;
}

QWidget *ToolInspector::makeToolbox()
{
    QList<ChoiceField::Choice> tools;
    for (const ToolboxEntry &entry : agent::toolbox())
        tools.append({entry.name, entry.name});
    m_toolboxTool = new ChoiceField(m_theme, tr("Built-in tool"), {}, tools);
    m_toolboxParameters = label({}, u"hint"_s);
    m_toolboxParameters->setWordWrap(true);
    Form::Way way = entryKeyWay();
    way.read = [](const SpecDocument &document, const QString &pointer) {
        const QJsonValue entry = document.value(pointer.section(u'/', 0, 2));
        const QString name = entry.isString() ? entry.toString() : document.value(pointer).toString();
        const ToolboxEntry *known = toolboxEntry(name);
        return QJsonValue(known ? known->name : name);
    };
    m_form.add(m_toolboxTool, way);
    m_toolbox = new QWidget;
    auto *column = new QVBoxLayout(m_toolbox);
    column->setContentsMargins({});
    column->setSpacing(6);
    column->addWidget(m_toolboxTool);
    column->addWidget(m_toolboxParameters);
    return m_toolbox;
}

QWidget *ToolInspector::makeHttp()
{
    const HttpTool defaults;
    m_method = new ChoiceField(m_theme, tr("Method"), {},
                               {{{}, tr("GET (default)")},
                                {u"GET"_s, u"GET"_s},
                                {u"POST"_s, u"POST"_s},
                                {u"PUT"_s, u"PUT"_s},
                                {u"PATCH"_s, u"PATCH"_s},
                                {u"DELETE"_s, u"DELETE"_s}});
    m_url = (new LineField(tr("URL"), {}))->withCode()->withPlaceholder(u"https://example.org/{parameter}"_s);
    m_timeout = (new LineField(tr("Timeout, seconds"), {}))
                    ->withNumbers({0.001, 3600, false})
                    ->withPlaceholder(QString::number(defaults.timeout));
    for (Field *field : QList<Field *>{m_method, m_url, m_timeout})
        m_form.add(field);
    m_headers = new HeaderRows(m_theme, m_form);
    m_parameters = new ParameterRows(m_theme, m_form);
    m_http = new QWidget;
    auto *column = new QVBoxLayout(m_http);
    column->setContentsMargins({});
    column->setSpacing(10);
    column->addWidget(new FieldsRow({{m_method, 1}, {m_timeout, 1}}, 260));
    column->addWidget(m_url);
    column->addWidget(m_headers);
    column->addWidget(m_parameters);
    return m_http;
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
    m_title->setText(row.name);
    m_line->setText(tr("Line %1").arg(lineOf(document, toolPointer(m_row))));
    m_name->setPlaceholder(row.toolbox);
    m_description->setPlaceholder(entry ? entry->description : tr("When the model should use it"));
    m_kind->show(row.kind);
    m_toolbox->setVisible(row.kind == u"toolbox"_s);
    m_http->setVisible(row.kind == u"http"_s);
    m_toolboxParameters->setText(entry ? tr("Takes %1").arg(inWords(entry->parameters)) : QString());
    point(m_name, u"name"_s);
    point(m_description, u"description"_s);
    point(m_toolboxTool, u"toolbox"_s);
    point(m_method, u"http/method"_s);
    point(m_url, u"http/url"_s);
    point(m_timeout, u"http/timeout"_s);
    m_policy->showFor(row.name);
    if (row.kind != u"http"_s)
        return;
    m_headers->showAt(toolPointer(m_row) + u"/http/headers"_s);
    m_parameters->showAt(toolPointer(m_row) + u"/parameters"_s);
}

void ToolInspector::changeKind(const QString &kind)
{
    const QString pointer = toolPointer(m_row);
    const QString name = toolRow(m_form.document().readable(), m_row).name;
    m_form.change([&](Draft &draft) {
        makeMapping(draft, m_row);
        draft.set(pointer + u"/name"_s, name);
        if (kind == u"http"_s) {
            draft.set(pointer + u"/http"_s,
                      QJsonObject{{u"method"_s, u"GET"_s}, {u"url"_s, u"https://example.org/"_s}});
            draft.remove(pointer + u"/toolbox"_s);
        } else {
            draft.set(pointer + u"/toolbox"_s, agent::toolbox().constFirst().name);
            draft.remove(pointer + u"/http"_s);
            draft.remove(pointer + u"/parameters"_s);
        }
    });
}

} // namespace ui

#include "moc_ToolInspector.cpp"
