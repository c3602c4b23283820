// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tools/kinds/ToolForm.h"

#include "ui/editor/form/SwitchField.h"
#include "ui/editor/tools/ToolKeys.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {

ToolForm::ToolForm(const Theme &theme, Form &form)
    : m_theme(theme)
    , m_form(form)
    , m_rows(new QVBoxLayout(this))
{
    m_rows->setContentsMargins({});
    m_rows->setSpacing(10);
}

void ToolForm::addRow(QWidget *row)
{
    m_rows->addWidget(row);
}

void ToolForm::joinField(Field *field, const QString &key, const Form::Way &way)
{
    const Form::Way usual = entryKeyWay();
    m_form.add(field, {way.read, way.write ? way.write : usual.write});
    m_fields.append({field, key});
}

SwitchField *ToolForm::flag(const QString &label, const QString &key)
{
    const auto write = [](Draft &draft, const QString &pointer, const QJsonValue &value) {
        const bool stands = !draft.value(pointer).isUndefined();
        if (value.toBool() || stands)
            entryKeyWay().write(draft, pointer, value);
    };
    return join(new SwitchField(m_theme, label, {}), key, {{}, write});
}

LineField *ToolForm::seconds(const QString &label, const QString &key, const NumberRange &range, double usual)
{
    auto *field = (new LineField(label, {}))->withNumbers(range)->withPlaceholder(QString::number(usual));
    return join(field, key);
}

void ToolForm::showTool(const QString &pointer)
{
    for (const auto &[field, key] : std::as_const(m_fields)) {
        field->setPointer(pointer.isEmpty() ? QString() : pointer + u'/' + key);
        m_form.refresh(field);
    }
    follow(pointer);
}

} // namespace ui

#include "moc_ToolForm.cpp"
