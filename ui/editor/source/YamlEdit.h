// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/spec/SpecDocument.h"

#include <Qsci/qsciscintilla.h>

namespace ui {

class Theme;

/// The YAML editor: colours, line numbers, folds, waves under what is wrong, completion. Knows nothing of
/// agents but the words to complete. Escape and then Tab (or Shift+Tab) leaves it, because Tab indents
/// (WCAG 2.1, 2.1.2: no keyboard trap).
class YamlEdit : public QsciScintilla
{
    Q_OBJECT
public:
    /// `theme` must outlive the editor; its change is followed.
    explicit YamlEdit(const Theme &theme, QWidget *parent = nullptr);

    /// Marks these places. They are bytes of the text as it is now.
    void setDiagnostics(const QList<agent::Diagnostic> &diagnostics);
    /// The diagnostic whose place holds this byte, or stands on its line; null if there is none.
    const agent::Diagnostic *diagnosticAt(qsizetype position) const;
    /// What is wrong at a place, or else what its line's key is for; empty: nothing is known.
    QString helpAt(qsizetype position) const;

    qsizetype caret() const;
    /// Puts the caret there, unfolds and scrolls so that it is seen well, and takes the focus.
    void goTo(qsizetype position);
    void toggleComments();   ///< Of the lines of the selection, as one undo step.
    void offerCompletions(); ///< Shows what may stand at the caret, if anything is known.

signals:
    void caretMoved();

protected:
    bool viewportEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void setUpText();
    void setUpMargins();
    void setUpKeys();
    void dress();
    void drawFold(int marker, const QString &icon);
    void completeAfter(int character);

    const Theme &m_theme;
    QList<agent::Diagnostic> m_diagnostics;
    bool m_tabLeaves = false;
};

} // namespace ui
