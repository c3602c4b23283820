// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/form/ChoiceField.h"

#include "ui/theme/Controls.h"

namespace ui {

ChoiceField::ChoiceField(const Theme &theme, const QString &label, const QString &pointer,
                         const QList<Choice> &choices)
    : Field(label, pointer)
    , m_box(new ComboBox(theme, QString(label).remove(u'&')))
{
    m_box->setMinimumContentsLength(6);
    m_box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setChoices(choices);
    setControl(m_box);
    connect(m_box, &QComboBox::activated, this, [this](int index) {
        const QString value = m_box->itemData(index).toString();
        emit edited(value.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(value));
    });
}

void ChoiceField::setChoices(const QList<Choice> &choices)
{
    if (choices == m_choices)
        return;
    m_choices = choices;
    m_box->clear();
    for (const Choice &choice : m_choices)
        m_box->addItem(choice.text, choice.value);
}

void ChoiceField::show(const QJsonValue &value)
{
    const QString word = value.toVariant().toString();
    int index = m_box->findData(word);
    if (index < 0 || index >= m_choices.size()) {
        while (m_box->count() > m_choices.size())
            m_box->removeItem(m_box->count() - 1);
        m_box->addItem(word, word);
        index = m_box->count() - 1;
    }
    m_box->setCurrentIndex(index);
}

void ChoiceField::setControlLocked(bool locked)
{
    m_box->setEnabled(!locked);
}

} // namespace ui

#include "moc_ChoiceField.cpp"
