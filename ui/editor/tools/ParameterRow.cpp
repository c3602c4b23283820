// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tools/ParameterRow.h"

#include "ui/editor/form/ChoiceField.h"
#include "ui/editor/form/FieldsRow.h"
#include "ui/editor/form/SwitchField.h"
#include "ui/editor/tools/ParameterFields.h"
#include "ui/editor/tools/ParameterKeys.h"
#include "ui/editor/tools/ParameterRows.h"
#include "ui/theme/Controls.h"

#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {

namespace {

QList<ChoiceField::Choice> schemaTypes()
{
    QList<ChoiceField::Choice> types{{{}, ParameterRow::tr("any")}};
    for (const QString &word :
         {u"string"_s, u"integer"_s, u"number"_s, u"boolean"_s, u"array"_s, u"object"_s})
        types.append({word, word});
    return types;
}

} // namespace

ParameterRow::ParameterRow(const Theme &theme, Form &form, QString number, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_form(form)
    , m_number(std::move(number))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(5);
    column->addWidget(makeHead());
    column->addWidget(m_beyond = label({}, u"hint"_s));
    column->addWidget(makeDetails());
    m_beyond->setWordWrap(true);
    const auto fold = [this](bool isOpen) {
        m_more->setIcon(m_theme.icon(isOpen ? u"chevron-down"_s : u"chevron-right"_s));
        m_details->setVisible(isOpen);
        showWithin();
    };
    connect(m_more, &QToolButton::toggled, this, fold);
    fold(false);
}

QWidget *ParameterRow::makeHead()
{
    auto *name = (new LineField({}, {}))->withCode()->withPlaceholder(tr("Name"));
    name->line()->setAccessibleName(tr("Name of parameter %1").arg(m_number));
    auto *type = new ChoiceField(m_theme, {}, {}, schemaTypes());
    type->box()->setAccessibleName(tr("Type of parameter %1").arg(m_number));
    auto *description = (new LineField({}, {}))->withPlaceholder(tr("Description"));
    description->line()->setAccessibleName(tr("Description of parameter %1").arg(m_number));
    auto *required = new SwitchField(m_theme, {}, {});
    required->control()->setAccessibleName(tr("Parameter %1 is required").arg(m_number));
    required->control()->setToolTip(tr("Required"));
    m_more = iconButton(m_theme, u"chevron-right"_s, tr("More about parameter %1").arg(m_number));
    m_more->setCheckable(true);
    m_form.add(name, propertyNameWay());
    m_form.add(type, propertyTypeWay());
    m_form.add(description, propertyPartWay(u"description"_s));
    m_form.add(required, requiredWay());
    m_fields = {name, type, description, required};
    // What is in it comes next.
    connect(type, &Field::edited, m_more, [this](const QJsonValue &value) {
        if (value == u"object"_s || value == u"array"_s)
            m_more->setChecked(true);
    });
    return new FieldsRow({{name, 3}, {type, 3}, {description, 4}, {required, 0}, {m_more, 0}}, 0);
}

QWidget *ParameterRow::makeDetails()
{
    m_choices = new ChoicesField(tr("Values it may have"), {});
    m_choices->withPlaceholder(tr("Any; or such as: small, large"));
    m_choices->line()->setAccessibleName(tr("Values of parameter %1").arg(m_number));
    m_default = new ValueField(tr("Default"), {});
    m_default->withPlaceholder(tr("None"));
    m_default->line()->setAccessibleName(tr("Default of parameter %1").arg(m_number));
    m_items = new ChoiceField(m_theme, tr("Type of its items"), {}, schemaTypes());
    m_items->box()->setAccessibleName(tr("Type of the items of parameter %1").arg(m_number));
    m_form.add(m_choices, choicesWay());
    m_form.add(m_default, propertyPartWay(u"default"_s));
    m_form.add(m_items, itemsTypeWay());
    m_fields.append({m_choices, m_default, m_items});
    m_details = new QWidget;
    m_inside = new QVBoxLayout(m_details);
    m_inside->setContentsMargins(20, 0, 0, 6);
    m_inside->setSpacing(6);
    m_inside->addWidget(new FieldsRow({{m_items, 2}, {m_choices, 3}, {m_default, 2}}, 360));
    return m_details;
}

void ParameterRow::showAt(const QString &pointer)
{
    m_pointer = pointer;
    const QJsonObject schema = m_form.document().readable().value(pointer).toObject();
    const QString type = schema[u"type"_s].toString();
    m_choices->setType(type);
    m_default->setType(type);
    m_items->setVisible(type == u"array"_s);
    for (Field *field : std::as_const(m_fields)) {
        field->setPointer(pointer);
        m_form.refresh(field);
    }
    const QStringList beyond = keysBeyondTable(schema);
    m_beyond->setText(tr("Its schema says more: %1").arg(beyond.join(u", "_s)));
    m_beyond->setVisible(!beyond.isEmpty());
    showWithin();
}

void ParameterRow::showWithin()
{
    const QString object =
        m_more->isChecked() ? objectWithin(m_form.document().readable(), m_pointer) : QString();
    if (!m_within && !object.isEmpty()) {
        m_within = new ParameterRows(m_theme, m_form, m_number + u'.');
        m_inside->addWidget(m_within);
    }
    if (!m_within)
        return;
    m_within->setVisible(!object.isEmpty());
    m_within->showAt(object);
}

} // namespace ui

#include "moc_ParameterRow.cpp"
