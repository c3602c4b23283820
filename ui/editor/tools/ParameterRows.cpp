// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tools/ParameterRows.h"

#include "ui/editor/form/ChoiceField.h"
#include "ui/editor/form/FieldRows.h"
#include "ui/editor/form/FieldsRow.h"
#include "ui/editor/form/Form.h"
#include "ui/editor/form/LineField.h"
#include "ui/editor/form/SwitchField.h"
#include "ui/editor/tools/ToolKeys.h"
#include "ui/theme/Controls.h"

#include <QJsonArray>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {

namespace {

/// "/tools/1/parameters" of "/tools/1/parameters/properties/city"
QString schemaOf(const QString &property)
{
    return property.section(u'/', 0, -3);
}

void setRequired(Draft &draft, const QString &schema, const QString &key, bool required)
{
    const QString pointer = schema + u"/required"_s;
    const QJsonArray list = draft.value(pointer).toArray();
    const auto at = std::ranges::find(list, QJsonValue(key)) - list.begin();
    if (!required && at < list.size())
        removeWithEmptyParents(draft, list.size() == 1 ? pointer : json::pointer(pointer, at));
    else if (required && list.isEmpty())
        draft.set(pointer, QJsonArray{key});
    else if (required && at == list.size())
        draft.insert(pointer, list.size(), key);
}

Form::Way requiredWay()
{
    const auto read = [](const SpecDocument &document, const QString &property) {
        return QJsonValue(
            document.value(schemaOf(property) + u"/required"_s).toArray().contains(lastKey(property)));
    };
    const auto write = [](Draft &draft, const QString &property, const QJsonValue &value) {
        setRequired(draft, schemaOf(property), lastKey(property), value.toBool());
    };
    return {read, write};
}

/// The name stands in the properties and in the list of those required.
Form::Way propertyNameWay()
{
    Form::Way way = keyWay();
    way.write = [rename = way.write](Draft &draft, const QString &property, const QJsonValue &value) {
        const QString list = schemaOf(property) + u"/required"_s;
        const QJsonArray required = draft.value(list).toArray();
        for (qsizetype i = 0; i < required.size(); ++i) {
            if (required.at(i) == lastKey(property) && !value.isUndefined())
                draft.set(json::pointer(list, i), value);
        }
        rename(draft, property, value);
    };
    return way;
}

/// A field for one key of the property.
Form::Way partWay(const QString &part)
{
    const auto read = [part](const SpecDocument &document, const QString &property) {
        return document.value(json::pointer(property, part));
    };
    const auto write = [part](Draft &draft, const QString &property, const QJsonValue &value) {
        const QString pointer = json::pointer(property, part);
        value.isUndefined() ? draft.remove(pointer) : draft.set(pointer, value);
    };
    return {read, write};
}

} // namespace

ParameterRows::ParameterRows(const Theme &theme, Form &form, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_form(form)
    , m_rows(new FieldRows(theme, {tr("Add parameter"), tr("Remove parameter %1")},
                           [this](int row) { return makeRow(row); }))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(5);
    column->addWidget(label(tr("Parameters"), u"label"_s));
    column->addWidget(m_rows);
    connect(m_rows, &FieldRows::addRequested, this, &ParameterRows::add);
    connect(m_rows, &FieldRows::removeRequested, this, &ParameterRows::remove);
}

QWidget *ParameterRows::makeRow(int row)
{
    const QString pointer = pointerOf(m_keys.at(row));
    const int number = row + 1;
    auto *name = (new LineField({}, pointer))->withCode()->withPlaceholder(tr("Name"));
    name->line()->setAccessibleName(tr("Name of parameter %1").arg(number));
    QList<ChoiceField::Choice> types{{{}, tr("any")}};
    for (const QString &word :
         {u"string"_s, u"integer"_s, u"number"_s, u"boolean"_s, u"array"_s, u"object"_s})
        types.append({word, word});
    auto *type = new ChoiceField(m_theme, {}, pointer, types);
    type->box()->setAccessibleName(tr("Type of parameter %1").arg(number));
    auto *description = (new LineField({}, pointer))->withPlaceholder(tr("Description"));
    description->line()->setAccessibleName(tr("Description of parameter %1").arg(number));
    auto *required = new SwitchField(m_theme, {}, pointer);
    required->control()->setAccessibleName(tr("Parameter %1 is required").arg(number));
    required->control()->setToolTip(tr("Required"));
    m_form.add(name, propertyNameWay());
    m_form.add(type, partWay(u"type"_s));
    m_form.add(description, partWay(u"description"_s));
    m_form.add(required, requiredWay());
    return new FieldsRow({{name, 3}, {type, 3}, {description, 4}, {required, 0}}, 0);
}

QString ParameterRows::pointerOf(const QString &key) const
{
    return json::pointer(m_pointer + u"/properties"_s, key);
}

void ParameterRows::showAt(const QString &pointer)
{
    m_pointer = pointer;
    m_keys = pointer.isEmpty() ? QStringList()
                               : keysInTextOrder(m_form.document().readable(), pointer + u"/properties"_s);
    m_rows->setCount(int(m_keys.size()));
    for (int row = 0; row < m_keys.size(); ++row) {
        const auto fields = m_rows->row(row)->findChildren<Field *>(Qt::FindDirectChildrenOnly);
        for (Field *field : fields) {
            field->setPointer(pointerOf(m_keys.at(row)));
            m_form.refresh(field);
        }
    }
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
    m_form.change([&](Draft &draft) {
        setRequired(draft, schema, key, false);
        draft.remove(isLast ? schema : pointerOf(key));
    });
}

} // namespace ui

#include "moc_ParameterRows.cpp"
