// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tools/ParameterRows.h"

#include "ui/editor/form/FieldRows.h"
#include "ui/editor/form/SchemaField.h"
#include "ui/editor/tools/ParameterKeys.h"
#include "ui/editor/tools/ParameterRow.h"
#include "ui/editor/tools/ToolKeys.h"
#include "ui/theme/Controls.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {

namespace {

Form::Way schemaTextWay()
{
    const auto read = [](const SpecDocument &document, const QString &pointer) {
        const QString text = writtenAt(document, pointer);
        return text.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(text);
    };
    const auto write = [](Draft &draft, const QString &pointer, const QJsonValue &text) {
        if (text.isUndefined())
            draft.remove(pointer);
        else
            setAsWritten(draft, pointer, yaml::read(text.toString().toUtf8()));
    };
    return {read, write};
}

} // namespace

ParameterRows::ParameterRows(const Theme &theme, Form &form, QString prefix, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_form(form)
    , m_prefix(std::move(prefix))
    , m_rows(new FieldRows(
          theme, {tr("Add parameter"), tr("Remove parameter %1").arg(m_prefix + u"%1"_s)},
          [this](int row) { return new ParameterRow(m_theme, m_form, m_prefix + QString::number(row + 1)); }))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(5);
    if (m_prefix.isEmpty())
        makeSchema(column);
    column->addWidget(m_rows);
    if (m_schema)
        column->addWidget(m_schema);
    connect(m_rows, &FieldRows::addRequested, this, &ParameterRows::add);
    connect(m_rows, &FieldRows::removeRequested, this, &ParameterRows::remove);
}

void ParameterRows::makeSchema(QVBoxLayout *column)
{
    auto *toggle = button(m_theme, u"braces"_s, tr("Schema"), u"ghost"_s);
    toggle->setObjectName(u"parameterSchema"_s);
    toggle->setProperty("compact", true);
    toggle->setCheckable(true);
    toggle->setToolTip(tr("Write the parameters as JSON Schema"));
    auto *head = new QHBoxLayout;
    head->addWidget(label(tr("Parameters"), u"label"_s));
    head->addStretch();
    head->addWidget(toggle);
    column->addLayout(head);
    m_schema = new SchemaField({}, {});
    m_schema->edit()->setAccessibleName(tr("Schema of the parameters"));
    m_schema->setHint(tr("JSON Schema, as YAML or JSON."));
    m_schema->hide();
    m_form.add(m_schema, schemaTextWay());
    // What was typed may mean what stood there before, in other words: those of the file are shown.
    connect(m_schema, &Field::edited, this, [this] { m_form.refresh(m_schema); });
    connect(toggle, &QPushButton::toggled, m_schema, &QWidget::setVisible);
}

QString ParameterRows::pointerOf(const QString &key) const
{
    return json::pointer(m_pointer + u"/properties"_s, key);
}

void ParameterRows::showAt(const QString &pointer)
{
    if (m_schema)
        changeTool(pointer);
    m_pointer = pointer;
    m_keys = pointer.isEmpty() ? QStringList()
                               : keysInTextOrder(m_form.document().readable(), pointer + u"/properties"_s);
    m_rows->setCount(int(m_keys.size()));
    for (int row = 0; row < m_keys.size(); ++row)
        static_cast<ParameterRow *>(m_rows->row(row))->showAt(pointerOf(m_keys.at(row)));
    if (!m_schema)
        return;
    m_schema->setPointer(pointer);
    m_form.refresh(m_schema);
    if (const QString typed = m_refused.take(m_tool); !typed.isEmpty())
        m_schema->bringBack(typed);
}

void ParameterRows::changeTool(const QString &pointer)
{
    const QString place = pointer.left(pointer.lastIndexOf(u'/'));
    const QString tool = m_form.document().readable().value(place + u"/name"_s).toString();
    if (pointer != m_pointer) {
        if (const QString typed = m_schema->refusedText(); !typed.isEmpty() && !m_tool.isEmpty())
            m_refused.insert(m_tool, typed);
        m_rows->setCount(0); // what is unfolded, and what was typed, is the other tool's
        m_schema->edit()->clear();
    }
    m_tool = tool;
}

void ParameterRows::add()
{
    const QString key = freeKey(m_keys, u"parameter"_s);
    m_form.change([this, key](Draft &draft) {
        draft.set(m_pointer + u"/type"_s, u"object"_s);
        draft.set(pointerOf(key), QJsonObject{{u"type"_s, u"string"_s}});
    });
    focusKey(*m_rows, int(m_keys.indexOf(key)));
}

void ParameterRows::remove(int row)
{
    m_form.commit(); // it may rename what is to go
    const QString key = m_keys.at(row);
    const QString schema = m_pointer;
    const bool isLast = m_keys.size() == 1;
    // Within another one the schema says that it is an object; a tool without any needs none.
    const QString whole = m_prefix.isEmpty() ? schema : schema + u"/properties"_s;
    m_form.change([&](Draft &draft) {
        setRequired(draft, schema, key, false);
        draft.remove(isLast ? whole : pointerOf(key));
    });
}

} // namespace ui

#include "moc_ParameterRows.cpp"
