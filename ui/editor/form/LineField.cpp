// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/form/LineField.h"

#include "ui/theme/Controls.h"

#include <QLineEdit>
#include <QLocale>

#include <cmath>

using namespace Qt::StringLiterals;

namespace ui {

LineField::LineField(const QString &label, const QString &pointer, QWidget *parent)
    : Field(label, pointer, parent)
    , m_line(new QLineEdit)
{
    setControl(m_line);
    connect(m_line, &QLineEdit::editingFinished, this, &LineField::commit);
    connect(m_line, &QLineEdit::textEdited, this, &LineField::checkTyping);
}

LineField::~LineField()
{
    // A line that loses the focus because it is being deleted has nothing to say any more.
    m_line->disconnect(this);
}

LineField *LineField::withPlaceholder(const QString &text)
{
    setPlaceholder(text);
    return this;
}

LineField *LineField::withNumbers(const NumberRange &range)
{
    m_numbers = range;
    return this;
}

LineField *LineField::withCode()
{
    m_line->setProperty("look", u"mono"_s);
    return this;
}

LineField *LineField::withEmptyText()
{
    m_keepsEmpty = true;
    return this;
}

void LineField::setPlaceholder(const QString &text)
{
    m_line->setPlaceholderText(text);
}

void LineField::show(const QJsonValue &value)
{
    const QString text = textOf(value);
    const bool isTyping = m_line->hasFocus() && m_line->text() != m_shown;
    if (text == m_shown && (isTyping || m_line->text() == text))
        return;
    m_shown = text;
    if (isTyping)
        return;
    const int cursor = m_line->hasFocus() ? m_line->cursorPosition() : 0;
    m_line->setText(text);
    m_line->setCursorPosition(cursor);
    setInputFault({});
}

QString LineField::textOf(const QJsonValue &value) const
{
    if (value.isDouble())
        return QString::number(value.toDouble(), 'g', QLocale::FloatingPointShortest);
    if (value.isBool())
        return value.toBool() ? u"true"_s : u"false"_s;
    return value.toString();
}

QJsonValue LineField::valueOf(const QString &text) const
{
    if ((m_numbers ? text.trimmed() : text).isEmpty() && !m_keepsEmpty)
        return QJsonValue::Undefined;
    if (!m_numbers)
        return text;
    bool isNumber = false;
    // A comma is what many keyboards give for the decimal point.
    const double number = text.trimmed().replace(u',', u'.').toDouble(&isNumber);
    const bool fits = isNumber && number >= m_numbers->least && number <= m_numbers->most;
    if (!fits || (m_numbers->isWhole && number != std::floor(number)))
        return QJsonValue::Null;
    return number;
}

QString LineField::expectation() const
{
    const NumberRange range = m_numbers.value_or(NumberRange());
    const bool hasMost = range.most < std::numeric_limits<double>::max();
    const QString most = QString::number(range.most);
    const QString least = QString::number(range.least);
    if (range.isWhole)
        return hasMost ? tr("A whole number from %1 to %2.").arg(least, most)
                       : tr("A whole number, at least %1.").arg(least);
    return hasMost ? tr("A number from %1 to %2.").arg(least, most) : tr("A number, at least %1.").arg(least);
}

void LineField::checkTyping()
{
    const QJsonValue value = valueOf(m_line->text());
    setInputFault(value.isNull() ? expectation() : QString());
    if (!value.isNull())
        emit typing(value);
}

void LineField::commit()
{
    const QJsonValue value = valueOf(m_line->text());
    if (m_line->isReadOnly() || m_line->text() == m_shown || value.isNull())
        return;
    m_shown = m_line->text();
    const int cursor = m_line->cursorPosition();
    m_line->setText(m_shown); // what is in the file is undone there, not here
    m_line->setCursorPosition(cursor);
    emit edited(value);
}

void LineField::setControlLocked(bool locked)
{
    m_line->setReadOnly(locked);
}

bool LineField::canUndoTyping() const
{
    return m_line->text() != m_shown;
}

} // namespace ui

#include "moc_LineField.cpp"
