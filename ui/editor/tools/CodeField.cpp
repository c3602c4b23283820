// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tools/CodeField.h"

#include "ui/editor/tools/ScriptColors.h"
#include "ui/theme/Theme.h"

#include <QKeyEvent>
#include <QTextBlock>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

/// What a new line behind the cursor begins with.
QString indentationAt(const QTextCursor &cursor)
{
    const QString line = cursor.block().text().left(cursor.positionInBlock());
    const auto firstWord = std::ranges::find_if(line, [](QChar c) { return c != u' ' && c != u'\t'; });
    const QString same = line.left(firstWord - line.begin());
    const QString seen = line.trimmed();
    return seen.endsWith(u'{') || seen.endsWith(u'(') || seen.endsWith(u'[') ? same + u"  "_s : same;
}

} // namespace

CodeField::CodeField(const Theme &theme, const QString &label, const QString &pointer)
    : TextField(label, pointer, {6, 24})
{
    edit()->setFont(Theme::codeFont());
    edit()->setLineWrapMode(QPlainTextEdit::NoWrap);
    new ScriptColors(theme, edit()->document());
}

bool CodeField::eventFilter(QObject *watched, QEvent *event)
{
    const auto *key = event->type() == QEvent::KeyPress ? static_cast<QKeyEvent *>(event) : nullptr;
    if (!key || key->key() != Qt::Key_Return || key->modifiers() != Qt::NoModifier || edit()->isReadOnly())
        return TextField::eventFilter(watched, event);
    QTextCursor cursor = edit()->textCursor();
    cursor.insertText(u'\n' + indentationAt(cursor));
    edit()->setTextCursor(cursor);
    edit()->ensureCursorVisible();
    return true;
}

} // namespace ui

#include "moc_CodeField.cpp"
