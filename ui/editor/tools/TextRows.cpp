// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tools/TextRows.h"

#include "ui/editor/form/FieldRows.h"
#include "ui/editor/form/Form.h"
#include "ui/editor/form/LineField.h"
#include "ui/theme/Controls.h"

#include <QJsonArray>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {

TextRows::TextRows(const Theme &theme, Form &form, const Words &words, QWidget *parent)
    : QWidget(parent)
    , m_form(form)
    , m_name(words.row)
    , m_rows(new FieldRows(theme, {words.add, words.remove}, [this](int row) { return makeRow(row); }))
    , m_hint(label({}, u"hint"_s))
{
    m_hint->setWordWrap(true);
    m_hint->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(5);
    column->addWidget(label(words.title, u"label"_s));
    column->addWidget(m_rows);
    column->addWidget(m_hint);
    connect(m_rows, &FieldRows::addRequested, this, &TextRows::add);
    connect(m_rows, &FieldRows::removeRequested, this, &TextRows::remove);
}

QWidget *TextRows::makeRow(int row)
{
    auto *field = (new LineField({}, json::pointer(m_pointer, row)))->withCode()->withEmptyText();
    field->line()->setAccessibleName(m_name.arg(row + 1));
    m_form.add(field);
    return field;
}

void TextRows::showAt(const QString &pointer)
{
    m_pointer = pointer;
    const qsizetype count =
        pointer.isEmpty() ? 0 : m_form.document().readable().value(pointer).toArray().size();
    m_rows->setCount(int(count));
    for (int row = 0; row < m_rows->count(); ++row) {
        auto *field = static_cast<Field *>(m_rows->row(row));
        field->setPointer(json::pointer(pointer, row));
        m_form.refresh(field);
    }
}

void TextRows::setHint(const QString &sentence)
{
    m_hint->setText(sentence);
    m_hint->setVisible(!sentence.isEmpty());
}

void TextRows::add()
{
    const int before = m_rows->count();
    m_form.change([this](Draft &draft) {
        const QJsonArray list = draft.value(m_pointer).toArray();
        if (list.isEmpty())
            draft.set(m_pointer, QJsonArray{QString()});
        else
            draft.insert(m_pointer, list.size(), QString());
    });
    if (m_rows->count() > before)
        static_cast<LineField *>(m_rows->row(before))->line()->setFocus(Qt::OtherFocusReason);
}

void TextRows::remove(int row)
{
    const bool isLast = m_rows->count() == 1;
    const QString pointer = isLast ? m_pointer : json::pointer(m_pointer, row);
    m_form.change([&](Draft &draft) { draft.remove(pointer); });
}

} // namespace ui

#include "moc_TextRows.cpp"
