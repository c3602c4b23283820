// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/spec/SpecDocument.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QToolButton;

namespace ui {

class AgentDocument;
class FindBar;
class Theme;
class YamlEdit;

/// The YAML half of a document: the editor, how many problems there are, and what to do about the one at the
/// caret.
class SourcePane : public QWidget
{
    Q_OBJECT
public:
    /// `theme` must outlive the pane; it becomes the parent of `editor`.
    SourcePane(const Theme &theme, YamlEdit *editor, QWidget *parent = nullptr);

    /// Shows this document's problems from now on. It must outlive the pane and stand in the pane's editor.
    void setDocument(AgentDocument &document);
    void goToProblem(int index);

public slots:
    void goToNextProblem();
    void find();
    void fixProblem(); ///< Puts the suggestion in place of the word at the caret's problem.

private:
    QWidget *makeHead();
    QWidget *makeFoot();
    void showProblems();
    void showProblemAtCaret();

    const Theme &m_theme;
    AgentDocument *m_document = nullptr;
    YamlEdit *m_editor;
    FindBar *m_find = nullptr;
    QToolButton *m_count = nullptr;
    QWidget *m_foot = nullptr;
    QLabel *m_sentence = nullptr;
    QPushButton *m_fix = nullptr;
};

} // namespace ui
