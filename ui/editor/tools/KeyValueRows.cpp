// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tools/KeyValueRows.h"

#include "ui/editor/form/FieldRows.h"
#include "ui/editor/form/FieldsRow.h"
#include "ui/editor/form/Form.h"
#include "ui/editor/form/LineField.h"
#include "ui/editor/tools/ToolKeys.h"
#include "ui/theme/Controls.h"

#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {

KeyValueRows::KeyValueRows(const Theme &theme, Form &form, Words words, QWidget *parent)
    : QWidget(parent)
    , m_form(form)
    , m_words(std::move(words))
    , m_rows(new FieldRows(theme, {m_words.add, m_words.remove}, [this](int row) { return makeRow(row); }))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(5);
    column->addWidget(label(m_words.title, u"label"_s));
    column->addWidget(m_rows);
    connect(m_rows, &FieldRows::addRequested, this, &KeyValueRows::add);
    connect(m_rows, &FieldRows::removeRequested, this, &KeyValueRows::remove);
}

QWidget *KeyValueRows::makeRow(int row)
{
    const QString pointer = json::pointer(m_pointer, m_keys.at(row));
    auto *name = (new LineField({}, pointer))->withCode();
    name->line()->setAccessibleName(m_words.key.arg(row + 1));
    auto *value = (new LineField({}, pointer))->withCode()->withEmptyText();
    value->line()->setAccessibleName(m_words.value.arg(row + 1));
    m_form.add(name, keyWay());
    m_form.add(value);
    return new FieldsRow({{name, 2}, {value, 3}}, 0);
}

void KeyValueRows::showAt(const QString &pointer)
{
    m_pointer = pointer;
    m_keys = pointer.isEmpty() ? QStringList() : keysInTextOrder(m_form.document().readable(), pointer);
    m_rows->setCount(int(m_keys.size()));
    for (int row = 0; row < m_keys.size(); ++row) {
        const auto fields = m_rows->row(row)->findChildren<Field *>(Qt::FindDirectChildrenOnly);
        for (Field *field : fields) {
            field->setPointer(json::pointer(pointer, m_keys.at(row)));
            m_form.refresh(field);
        }
    }
}

void KeyValueRows::add()
{
    const QString key = freeKey(m_keys, m_words.newKey);
    m_form.change([this, key](Draft &draft) { draft.set(json::pointer(m_pointer, key), QString()); });
    focusKey(*m_rows, int(m_keys.indexOf(key)));
}

void KeyValueRows::remove(int row)
{
    m_form.commit(); // it may rename what is to go
    const QString pointer = json::pointer(m_pointer, m_keys.at(row));
    const bool isLast = m_keys.size() == 1;
    m_form.change([&](Draft &draft) { draft.remove(isLast ? m_pointer : pointer); });
}

} // namespace ui

#include "moc_KeyValueRows.cpp"
