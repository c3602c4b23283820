// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tools/kinds/MockForm.h"

#include "ui/editor/form/FieldRows.h"
#include "ui/editor/tools/ToolKeys.h"
#include "ui/editor/tools/kinds/MockAnswerRow.h"
#include "ui/theme/Controls.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {
namespace {

QJsonObject newAnswer()
{
    return {{u"text"_s, MockForm::tr("This is a canned answer.")}};
}

} // namespace

MockForm::MockForm(const Theme &theme, Form &form)
    : ToolForm(theme, form)
    , m_answers(new FieldRows(theme, {tr("Add answer"), tr("Remove answer %1")}, [this](int row) {
        return new MockAnswerRow(this->theme(), this->form(), row + 1);
    }))
{
    auto *hint = label(tr("The first answer that fits the call is given."), u"hint"_s);
    hint->setWordWrap(true);
    addRow(hint);
    addRow(m_answers);
    connect(m_answers, &FieldRows::addRequested, this, &MockForm::add);
    connect(m_answers, &FieldRows::removeRequested, this, &MockForm::remove);
}

ToolStart MockForm::start(const SpecDocument &)
{
    return {{u"mock"_s, QJsonArray{newAnswer()}}};
}

void MockForm::follow(const QString &pointer)
{
    m_pointer = pointer + u"/mock"_s;
    const SpecDocument &document = form().document().readable();
    const qsizetype count = pointer.isEmpty() ? 0 : document.value(m_pointer).toArray().size();
    const QString parameter = parametersOf(document, pointer).value(0, u"argument"_s);
    m_answers->setCount(int(count));
    for (int row = 0; row < m_answers->count(); ++row)
        static_cast<MockAnswerRow *>(m_answers->row(row))->showAt(json::pointer(m_pointer, row), parameter);
}

void MockForm::add()
{
    form().change([this](Draft &draft) {
        const qsizetype count = draft.value(m_pointer).toArray().size();
        if (count == 0)
            draft.set(m_pointer, QJsonArray{newAnswer()});
        else
            draft.insert(m_pointer, count, newAnswer());
    });
}

void MockForm::remove(int row)
{
    form().change([this, row](Draft &draft) { draft.remove(json::pointer(m_pointer, row)); });
}

} // namespace ui

#include "moc_MockForm.cpp"
