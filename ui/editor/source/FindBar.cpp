// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/source/FindBar.h"

#include "ui/editor/source/YamlEdit.h"
#include "ui/theme/Controls.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

FindBar::FindBar(const Theme &theme, YamlEdit &editor, QWidget *parent)
    : QWidget(parent)
    , m_editor(editor)
    , m_words(new QLineEdit)
    , m_count(label({}, u"hint"_s))
{
    setObjectName(u"findBar"_s);
    setLook(this, u"bar"_s);
    m_words->setObjectName(u"findWords"_s);
    m_words->setAccessibleName(tr("Find in the source"));
    m_words->setPlaceholderText(tr("Find"));
    auto *previous = iconButton(theme, u"chevron-up"_s, tr("Previous match (Shift+Return)"));
    auto *next = iconButton(theme, u"chevron-down"_s, tr("Next match (Return)"));
    auto *shut = iconButton(theme, u"x"_s, tr("Close the search (Escape)"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 8, 4);
    row->setSpacing(4);
    row->addWidget(m_words, 1);
    row->addWidget(m_count);
    for (QToolButton *button : {previous, next, shut})
        row->addWidget(button);
    connect(m_words, &QLineEdit::textChanged, this, &FindBar::findTyped);
    connect(previous, &QToolButton::clicked, this, &FindBar::findPrevious);
    connect(next, &QToolButton::clicked, this, &FindBar::findNext);
    connect(shut, &QToolButton::clicked, this, &FindBar::close);
    hide();
}

void FindBar::begin()
{
    const QString selected = m_editor.selectedText();
    show();
    if (!selected.isEmpty() && !selected.contains(u'\n'))
        m_words->setText(selected);
    m_words->selectAll();
    m_words->setFocus(Qt::ShortcutFocusReason);
    findTyped();
}

QList<qsizetype> FindBar::places() const
{
    QList<qsizetype> found;
    const QString words = m_words->text();
    const QByteArray bytes = words.toUtf8();
    if (bytes.isEmpty())
        return found;
    const bool matchCase = std::ranges::any_of(words, [](QChar c) { return c.isUpper(); });
    m_editor.SendScintilla(YamlEdit::SCI_SETSEARCHFLAGS,
                           static_cast<unsigned long>(matchCase ? YamlEdit::SCFIND_MATCHCASE : 0));
    long from = 0;
    const long end = m_editor.length();
    while (from < end) {
        m_editor.SendScintilla(YamlEdit::SCI_SETTARGETRANGE, static_cast<unsigned long>(from), end);
        const long at = m_editor.SendScintilla(YamlEdit::SCI_SEARCHINTARGET,
                                               static_cast<uintptr_t>(bytes.size()), bytes.constData());
        if (at < 0)
            break;
        found.append(at);
        from = m_editor.SendScintilla(YamlEdit::SCI_GETTARGETEND);
    }
    return found;
}

void FindBar::findTyped()
{
    // From where the selection begins, so that a longer word stays at the match of the shorter.
    const long from = m_editor.SendScintilla(YamlEdit::SCI_GETSELECTIONSTART);
    const QList<qsizetype> all = places();
    const auto found = std::ranges::lower_bound(all, from);
    if (!all.isEmpty())
        select(found == all.end() ? all.first() : *found);
    showCount();
}

void FindBar::findNext()
{
    const QList<qsizetype> all = places();
    const auto found = std::ranges::upper_bound(all, m_editor.SendScintilla(YamlEdit::SCI_GETSELECTIONSTART));
    if (!all.isEmpty())
        select(found == all.end() ? all.first() : *found);
    showCount();
}

void FindBar::findPrevious()
{
    const QList<qsizetype> all = places();
    const auto found = std::ranges::lower_bound(all, m_editor.SendScintilla(YamlEdit::SCI_GETSELECTIONSTART));
    if (!all.isEmpty())
        select(found == all.begin() ? all.last() : *std::prev(found));
    showCount();
}

void FindBar::select(qsizetype begin)
{
    const auto size = m_words->text().toUtf8().size();
    m_editor.SendScintilla(YamlEdit::SCI_ENSUREVISIBLE,
                           m_editor.SendScintilla(YamlEdit::SCI_LINEFROMPOSITION, static_cast<long>(begin)));
    m_editor.SendScintilla(YamlEdit::SCI_SETSEL, static_cast<unsigned long>(begin),
                           static_cast<long>(begin + size));
}

void FindBar::showCount()
{
    const QList<qsizetype> all = places();
    const qsizetype current = all.indexOf(m_editor.SendScintilla(YamlEdit::SCI_GETSELECTIONSTART));
    setStyled(m_words, "invalid", all.isEmpty() && !m_words->text().isEmpty());
    if (m_words->text().isEmpty())
        m_count->clear();
    else if (all.isEmpty())
        m_count->setText(tr("Not found"));
    else
        m_count->setText(tr("%1 of %2").arg(current + 1).arg(all.size()));
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter)
        QWidget::keyPressEvent(event);
    else if (event->modifiers().testFlag(Qt::ShiftModifier))
        findPrevious();
    else
        findNext();
}

void FindBar::close()
{
    hide();
    m_editor.setFocus(Qt::OtherFocusReason);
}

void FindBar::hideEvent(QHideEvent *event)
{
    m_count->clear();
    QWidget::hideEvent(event);
}

} // namespace ui

#include "moc_FindBar.cpp"
