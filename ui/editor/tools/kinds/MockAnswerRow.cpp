// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tools/kinds/MockAnswerRow.h"

#include "ui/editor/form/ChoiceField.h"
#include "ui/editor/form/FieldsRow.h"
#include "ui/editor/form/Form.h"
#include "ui/editor/form/LineField.h"
#include "ui/editor/tools/KeyValueRows.h"
#include "ui/editor/tools/kinds/AnswerField.h"
#include "ui/theme/Controls.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {
namespace {

const QStringList answerKeys{u"text"_s, u"json"_s, u"error"_s};

QString answerKeyIn(const QJsonValue &answer)
{
    for (const QString &key : answerKeys) {
        if (!answer[key].isUndefined())
            return key;
    }
    return answerKeys.constFirst();
}

/// Which of the keys there is; what stands in it comes along.
Form::Way kindWay()
{
    const auto read = [](const SpecDocument &document, const QString &pointer) {
        return QJsonValue(answerKeyIn(document.value(pointer)));
    };
    const auto write = [](Draft &draft, const QString &pointer, const QJsonValue &kind) {
        const QString before = json::pointer(pointer, answerKeyIn(draft.value(pointer)));
        const QJsonValue content = draft.value(before);
        if (content.isString()) {
            draft.rename(before, kind.toString());
            return;
        }
        draft.set(json::pointer(pointer, kind.toString()), QString::fromUtf8(json::text(content)));
        draft.remove(before);
    };
    return {read, write};
}

} // namespace

MockAnswerRow::MockAnswerRow(const Theme &theme, Form &form, int number)
    : m_form(form)
    , m_kind(new ChoiceField(
          theme, tr("Answer %1").arg(number), {},
          {{u"text"_s, tr("A text")}, {u"json"_s, tr("A JSON value")}, {u"error"_s, tr("An error")}}))
    , m_delay((new LineField(tr("After seconds"), {}))->withNumbers({0, 600, false})->withPlaceholder(u"0"_s))
    , m_content(new AnswerField(tr("What answer %1 gives").arg(number)))
    , m_when(new KeyValueRows(theme, form,
                              {tr("Only when"),
                               tr("Add condition"),
                               tr("Remove condition %1"),
                               tr("Argument of condition %1"),
                               tr("Pattern of condition %1"),
                               {}}))
{
    setLook(this, u"card"_s);
    m_when->setToolTip(tr("All must fit; * stands for any text and ? for one character. "
                          "Without conditions the answer fits every call."));
    form.add(m_kind, kindWay());
    form.add(m_delay);
    form.add(m_content, answerWay());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 10, 12, 8);
    column->setSpacing(8);
    column->addWidget(new FieldsRow({{m_kind, 2}, {m_delay, 1}}, 240));
    column->addWidget(m_content);
    column->addWidget(m_when);
}

void MockAnswerRow::showAt(const QString &pointer, const QString &parameter)
{
    const QJsonValue answer = m_form.document().readable().value(pointer);
    const QString key = answerKeyIn(answer);
    m_content->setIsJson(key == u"json"_s);
    m_kind->setPointer(pointer);
    m_delay->setPointer(pointer + u"/delay"_s);
    m_content->setPointer(json::pointer(pointer, key));
    for (Field *field : std::initializer_list<Field *>{m_kind, m_delay, m_content})
        m_form.refresh(field);
    m_when->setNewKey(parameter);
    m_when->showAt(pointer + u"/when"_s);
}

} // namespace ui

#include "moc_MockAnswerRow.cpp"
