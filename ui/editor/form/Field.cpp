// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/form/Field.h"

#include "ui/theme/Controls.h"

#include <QKeyEvent>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

Field::Field(const QString &label, const QString &pointer, QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
    , m_head(new QHBoxLayout)
    , m_label(ui::label(label, u"label"_s))
    , m_sentence(ui::label({}, u"error"_s))
{
    setPointer(pointer);
    m_column->setContentsMargins({});
    m_column->setSpacing(5);
    m_head->addWidget(m_label);
    m_column->addLayout(m_head);
    m_label->setVisible(!label.isEmpty());
    m_sentence->setWordWrap(true);
    m_sentence->hide();
}

void Field::setPointer(const QString &pointer)
{
    m_pointer = pointer;
    setObjectName(pointer);
}

void Field::setAside(QWidget *widget)
{
    m_head->addStretch();
    m_head->addWidget(widget);
    widget->setFixedHeight(m_label->sizeHint().height()); // so that fields side by side stay in line
}

void Field::setControl(QWidget *control)
{
    m_control = control;
    m_label->setBuddy(control);
    if (control->accessibleName().isEmpty())
        control->setAccessibleName(m_label->text().remove(u'&'));
    control->installEventFilter(this);
    setFocusProxy(control);
    m_column->addWidget(control);
    m_column->addWidget(m_sentence);
}

void Field::setLocked(const QString &reason)
{
    if (reason == m_lock)
        return;
    m_lock = reason;
    setControlLocked(!reason.isEmpty());
    showSentence();
}

void Field::setFault(const QString &sentence)
{
    m_fault = sentence;
    showSentence();
}

void Field::setHint(const QString &sentence)
{
    m_hint = sentence;
    showSentence();
}

void Field::setInputFault(const QString &sentence)
{
    m_inputFault = sentence;
    showSentence();
}

void Field::showSentence()
{
    const QString fault = m_inputFault.isEmpty() ? m_fault : m_inputFault;
    const QString remark = m_lock.isEmpty() ? m_hint : m_lock;
    const QString sentence = fault.isEmpty() ? remark : fault;
    setStyled(m_control, "invalid", !fault.isEmpty());
    setStyled(m_sentence, "look", fault.isEmpty() ? u"hint"_s : u"error"_s);
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    m_control->setAccessibleDescription(sentence);
}

bool Field::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::ShortcutOverride || canUndoTyping())
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (!key->matches(QKeySequence::Undo) && !key->matches(QKeySequence::Redo))
        return QWidget::eventFilter(watched, event);
    event->ignore(); // a text control would claim it even with nothing to undo
    return true;
}

} // namespace ui

#include "moc_Field.cpp"
