// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/form/TextField.h"

#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

TextField::TextField(const QString &label, const QString &pointer, GrowingEdit::Lines lines, QWidget *parent)
    : Field(label, pointer, parent)
    , m_edit(new GrowingEdit(lines))
{
    setControl(m_edit);
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        const QString text = m_edit->toPlainText();
        if (m_isFaulty) // or what is half typed would be told to be wrong
            checkTyping();
        if (text != m_shown && faultIn(text).isEmpty())
            emit typing(valueOf(text));
    });
}

void TextField::setPlaceholder(const QString &text)
{
    m_edit->setPlaceholderText(text);
}

void TextField::show(const QJsonValue &value)
{
    QString text = value.toString();
    m_endsLine = text.endsWith(u'\n');
    text.chop(m_endsLine ? 1 : 0);
    const bool isTyping = m_edit->hasFocus() && m_edit->toPlainText() != m_shown;
    if (text == m_shown && (isTyping || m_isFaulty || m_edit->toPlainText() == text))
        return;
    m_shown = text;
    if (isTyping)
        return;
    const int position = m_edit->textCursor().position();
    const int scroll = m_edit->verticalScrollBar()->value();
    m_edit->setPlainText(text);
    QTextCursor cursor = m_edit->textCursor();
    cursor.setPosition(std::min(position, int(text.size())));
    m_edit->setTextCursor(cursor);
    m_edit->verticalScrollBar()->setValue(scroll);
}

void TextField::checkTyping()
{
    const QString fault = faultIn(m_edit->toPlainText());
    m_isFaulty = !fault.isEmpty();
    setInputFault(fault);
}

void TextField::commit()
{
    const QString text = m_edit->toPlainText();
    if (m_edit->isReadOnly() || text == m_shown)
        return;
    checkTyping();
    if (m_isFaulty)
        return;
    m_shown = text;
    m_edit->document()->clearUndoRedoStacks(); // what is in the file is undone there, not here
    emit edited(valueOf(text));
}

QString TextField::refusedText() const
{
    return m_isFaulty ? m_edit->toPlainText() : QString();
}

void TextField::bringBack(const QString &text)
{
    m_edit->setPlainText(text);
    checkTyping();
}

QJsonValue TextField::valueOf(const QString &text) const
{
    if (text.isEmpty())
        return QJsonValue::Undefined;
    return m_endsLine ? text + u'\n' : text;
}

void TextField::setControlLocked(bool locked)
{
    m_edit->setReadOnly(locked);
}

bool TextField::canUndoTyping() const
{
    return m_edit->document()->isUndoAvailable() || m_edit->document()->isRedoAvailable();
}

bool TextField::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut)
        commit();
    else if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isReturn = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (isReturn && key->modifiers() == Qt::ControlModifier) {
            commit();
            return true;
        }
    }
    return Field::eventFilter(watched, event);
}

} // namespace ui

#include "moc_TextField.cpp"
