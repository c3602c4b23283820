// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/document/TextBuffer.h"

#include "ui/editor/document/FileText.h"

#include <Qsci/qsciscintilla.h>

namespace ui {

TextBuffer::TextBuffer(QsciScintilla &editor, QObject *parent)
    : QObject(parent)
    , m_editor(editor)
{
    connect(&m_editor, &QsciScintilla::textChanged, this, &TextBuffer::changed);
    connect(&m_editor, &QsciScintilla::modificationChanged, this, &TextBuffer::modifiedChanged);
}

QByteArray TextBuffer::text() const
{
    const long size = m_editor.SendScintilla(QsciScintilla::SCI_GETLENGTH);
    const auto *bytes =
        static_cast<const char *>(m_editor.SendScintillaPtrResult(QsciScintilla::SCI_GETCHARACTERPOINTER));
    return {bytes, size};
}

void TextBuffer::reset(const QByteArray &text)
{
    m_editor.setEolMode(hasCarriageReturns(text) ? QsciScintilla::EolWindows : QsciScintilla::EolUnix);
    m_editor.SendScintilla(QsciScintilla::SCI_SETUNDOCOLLECTION, 0UL);
    splice({0, m_editor.SendScintilla(QsciScintilla::SCI_GETLENGTH), text});
    m_editor.SendScintilla(QsciScintilla::SCI_SETUNDOCOLLECTION, 1UL);
    m_editor.SendScintilla(QsciScintilla::SCI_EMPTYUNDOBUFFER);
    m_editor.SendScintilla(QsciScintilla::SCI_GOTOPOS, 0UL);
    setUnmodified();
}

void TextBuffer::splice(const agent::TextEdit &edit)
{
    if (edit.begin == edit.end && edit.text.isEmpty())
        return;
    m_editor.SendScintilla(QsciScintilla::SCI_BEGINUNDOACTION);
    m_editor.SendScintilla(QsciScintilla::SCI_SETTARGETRANGE, static_cast<unsigned long>(edit.begin),
                           static_cast<long>(edit.end));
    m_editor.SendScintilla(QsciScintilla::SCI_REPLACETARGET, static_cast<uintptr_t>(edit.text.size()),
                           edit.text.constData());
    m_editor.SendScintilla(QsciScintilla::SCI_ENDUNDOACTION);
}

bool TextBuffer::isModified() const
{
    return m_editor.isModified();
}

void TextBuffer::setUnmodified()
{
    m_editor.SendScintilla(QsciScintilla::SCI_SETSAVEPOINT);
}

bool TextBuffer::canUndo() const
{
    return m_editor.isUndoAvailable();
}

bool TextBuffer::canRedo() const
{
    return m_editor.isRedoAvailable();
}

void TextBuffer::undo()
{
    m_editor.SendScintilla(QsciScintilla::SCI_UNDO);
}

void TextBuffer::redo()
{
    m_editor.SendScintilla(QsciScintilla::SCI_REDO);
}

} // namespace ui

#include "moc_TextBuffer.cpp"
