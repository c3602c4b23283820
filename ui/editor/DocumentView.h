// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"
#include "ui/editor/AgentCard.h"

#include <QWidget>

#include <functional>

namespace ui {

/// What a document tab shows: one agent file, as a form, as YAML, or both. The frame around it (tabs, menus,
/// sidebar, status bar, server) knows nothing else of it. Window's thread.
///
/// The view's own actions (add a tool, find, go to the next problem …) are its QWidget::actions(), each with
/// text, icon and shortcut: the frame puts those of the current tab into the Edit menu and the palette.
class DocumentView : public QWidget
{
    Q_OBJECT
public:
    enum class Mode { Design, Split, Yaml };
    Q_ENUM(Mode)

    /// Makes an empty view; whoever calls it owns the view through `parent`.
    using Factory = std::function<DocumentView *(QWidget *parent)>;

    using QWidget::QWidget;

    /// Shows a file. Called again it reads the file anew, as one step that can be undone, and the view is
    /// unmodified then. Errors: NotFound, Denied, InvalidInput (not UTF-8); the view stays as it was.
    virtual agent::Result<> open(const QString &path) = 0;
    /// Writes text() to path(), whole or not at all. Errors: Denied, Unavailable (disk full).
    virtual agent::Result<> save() = 0;
    /// The same to another file, which is path() from then on.
    virtual agent::Result<> saveAs(const QString &path) = 0;

    virtual QString path() const = 0;    ///< Absolute; empty before open().
    virtual QByteArray text() const = 0; ///< UTF-8, as the editor shows it, saved or not.
    /// Makes this the text, as one step that can be undone; nothing is written.
    virtual void replaceText(const QByteArray &text) = 0;
    virtual bool isModified() const = 0; ///< text() differs from what was read or saved last.

    /// The agent by name, as it was when its text was read last. Costs nothing: nothing is read for it.
    virtual const AgentCard &card() const = 0;
    /// What is wrong with the text that was read last, in its order.
    virtual const QList<agent::Diagnostic> &problems() const = 0;
    /// Whether text() has been read and holds no error: it may be handed to the server.
    virtual bool isServable() const = 0;
    /// Brings problem `index` into sight, with the focus on its place.
    virtual void showProblem(int index) = 0;

    /// Brings what sets the value at this JSON pointer into sight, with the focus on it.
    virtual void showPlace(const QString &pointer) = 0;

    virtual bool canUndo() const = 0;
    virtual bool canRedo() const = 0;
    virtual void undo() = 0;
    virtual void redo() = 0;

    virtual Mode mode() const = 0;
    virtual void setMode(Mode mode) = 0;
    /// How the view divides its room, to be kept and given to another view.
    virtual QByteArray division() const = 0;
    virtual void setDivision(const QByteArray &division) = 0;

signals:
    void textChanged(); ///< At each edit. isServable() is false until checked().
    void checked();     ///< text() has been read, soon after an edit: card(), problems() are of it.
    void modifiedChanged(bool modified);
    void historyChanged(); ///< canUndo() or canRedo() may have changed.
    void modeChanged(ui::DocumentView::Mode mode);
    void divisionChanged();                 ///< By hand.
    void cursorMoved(int line, int column); ///< Of the YAML editor, both from 1.
    void startWanted();                     ///< The server is to be started with this agent.
    void message(const QString &sentence);  ///< Something went otherwise than asked; shown in the status bar.
};

} // namespace ui
