// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/form/StartersCard.h"

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

static const QString startersPointer = QStringLiteral("/conversation_starters");

StartersCard::StartersCard(const Theme &theme, Form &form, QWidget *parent)
    : QFrame(parent)
    , m_form(form)
{
    setLook(this, u"card"_s);
    const FieldRows::Words words{tr("Add a starter"), tr("Remove starter %1")};
    m_rows = new FieldRows(theme, words, [this](int row) {
        auto *field = new LineField({}, json::pointer(startersPointer, row));
        field->line()->setAccessibleName(tr("Conversation starter %1").arg(row + 1));
        m_form.add(field);
        return field;
    });
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 10);
    column->setSpacing(8);
    column->addWidget(label(tr("Conversation starters"), u"heading"_s));
    column->addWidget(m_rows);
    connect(m_rows, &FieldRows::addRequested, this, &StartersCard::add);
    connect(m_rows, &FieldRows::removeRequested, this, [this](int row) {
        m_form.change(
            [row](Draft &draft) { removeWithEmptyParents(draft, json::pointer(startersPointer, row)); });
    });
    connect(&form.document(), &AgentDocument::checked, this, &StartersCard::refresh);
}

void StartersCard::refresh()
{
    m_rows->setCount(int(m_form.document().readable().value(startersPointer).toArray().size()));
}

void StartersCard::add()
{
    const int before = m_rows->count();
    m_form.change([](Draft &draft) {
        const QJsonValue list = draft.value(startersPointer);
        const QString text = tr("What can you do?");
        if (list.isArray() && !list.toArray().isEmpty())
            draft.insert(startersPointer, list.toArray().size(), text);
        else
            draft.set(startersPointer, QJsonArray{text});
    });
    if (m_rows->count() == before)
        return;
    auto *field = static_cast<LineField *>(m_rows->row(before));
    field->line()->setFocus(Qt::OtherFocusReason);
    field->line()->selectAll();
}

} // namespace ui

#include "moc_StartersCard.cpp"
