// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/spec/SpecDocument.h"

#include <QObject>

class QsciScintilla;

namespace ui {

/// The one text of a document, in bytes, with its one undo stack. It stands in the document of a QScintilla
/// editor, where typing changes it too; this class is the way for everybody else.
class TextBuffer : public QObject
{
    Q_OBJECT
public:
    /// `editor` must outlive the buffer and be in UTF-8.
    explicit TextBuffer(QsciScintilla &editor, QObject *parent = nullptr);

    QByteArray text() const;
    /// Puts a text in place of all and forgets what could be undone; unmodified then.
    void reset(const QByteArray &text);
    /// One undo step. Cursor, selection, folds and scroll position stay where their text stays.
    void splice(const agent::TextEdit &edit);

    bool isModified() const;
    void setUnmodified(); ///< What stands here now is what was saved.
    bool canUndo() const;
    bool canRedo() const;
    void undo();
    void redo();

signals:
    void changed();
    void modifiedChanged(bool modified);

private:
    QsciScintilla &m_editor;
};

} // namespace ui
