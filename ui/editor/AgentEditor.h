// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/DocumentView.h"
#include "ui/editor/EditorServices.h"

class QSplitter;

namespace ui {

class AgentDocument;
class DesignPane;
class SourcePane;
class TextBuffer;
class Theme;
class YamlEdit;

/// The editor of agent files: a form and the YAML side by side, of the same text.
class AgentEditor : public DocumentView
{
    Q_OBJECT
public:
    /// `theme` and what `services` point to must outlive the editor.
    explicit AgentEditor(const Theme &theme, const EditorServices &services = {}, QWidget *parent = nullptr);
    ~AgentEditor() override;

    agent::Result<> open(const QString &path) override;
    agent::Result<> save() override;
    agent::Result<> saveAs(const QString &path) override;

    QString path() const override;
    QByteArray text() const override;
    void replaceText(const QByteArray &text) override;
    bool isModified() const override;

    const AgentCard &card() const override { return m_card; }
    const QList<agent::Diagnostic> &problems() const override;
    bool isServable() const override;
    void showProblem(int index) override;
    void showPlace(const QString &pointer) override;

    bool canUndo() const override;
    bool canRedo() const override;
    void undo() override;
    void redo() override;

    Mode mode() const override { return m_mode; }
    void setMode(Mode mode) override;
    QByteArray division() const override;
    void setDivision(const QByteArray &division) override;

private:
    void connectParts();
    void addActions();
    void addAction(const QString &icon, const QString &text, const QKeySequence &keys,
                   const std::function<void()> &run);
    void showInSource(const QString &pointer);
    /// In Design mode the YAML is not there to be shown; Split shows both.
    void showSource();

    const Theme &m_theme;
    Mode m_mode = Mode::Split;
    AgentCard m_card;
    YamlEdit *m_yaml; // owned by m_source
    TextBuffer *m_buffer;
    AgentDocument *m_document;
    DesignPane *m_design;
    SourcePane *m_source;
    QSplitter *m_splitter;
};

/// Makes AgentEditors. `theme` and what `services` point to must outlive them.
DocumentView::Factory agentEditors(const Theme &theme, const EditorServices &services = {});

} // namespace ui
