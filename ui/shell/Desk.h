// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/FileWatch.h"
#include "agent/spec/Templates.h"
#include "ui/editor/DocumentView.h"
#include "ui/shell/Shelf.h"
#include "ui/shell/WindowMemory.h"

#include <QHash>
#include <QObject>
#include <QSet>

namespace ui {

class Documents;
class Theme;

/// What is done with agent files: open, make from a template, save, close, and what to do when somebody else
/// changed one. Errors become banners; the only question that waits for an answer is the one before changes
/// would be lost.
class Desk : public QObject
{
    Q_OBJECT
public:
    /// All of these must outlive it; dialogs belong to `window`.
    Desk(const Theme &theme, Documents &documents, Shelf &shelf, QWidget *window);

    /// Opens these files, or the copies of the templates so named; without any, the files of the last time;
    /// the first time an agent made before, or a copy of the first template.
    void begin(const QStringList &files, const WindowMemory &lastTime,
               const QList<agent::Template> &templates);
    void open(const QString &path);
    void askForFile();
    /// Copies the template into the agents folder and opens the copy.
    void make(const agent::Template &source);
    /// Opens the copy of the template that was made first; makes one if there is none.
    void openCopy(const agent::Template &source);
    void save(DocumentView *view);
    void saveAs(DocumentView *view);
    void close(DocumentView *view);
    /// True if nothing would be lost. Else it asks, and emits closingAllowed() once nothing would be.
    bool mayCloseAll();

signals:
    void shelfChanged();
    void message(const QString &sentence);
    void closingAllowed();

private:
    void openNamed(const QString &name, const QList<agent::Template> &templates);
    void openLast(const WindowMemory &lastTime);
    void openFirst(const QList<agent::Template> &templates);
    void watch(DocumentView *view);
    void watchFiles();
    void lookAt(const QString &path);
    void offerReload(DocumentView *view);
    /// Shows both versions of a file that was changed here and by another program.
    void merge(DocumentView *view);
    void takeMerged(const QString &path, const QByteArray &theirs, const QByteArray &text);
    void settle(const QString &path);
    void askBeforeLosing(DocumentView *view, const std::function<void()> &then);
    void saveTo(DocumentView *view, const QString &path);
    void say(const agent::Error &error);

    const Theme &m_theme;
    Documents &m_documents;
    Shelf &m_shelf;
    QWidget *m_window;
    agent::FileWatch m_files;
    QHash<QString, QByteArray> m_onDisk; ///< What is known of the open files.
    QHash<QString, QByteArray> m_base;   ///< Of those that another program changed: as they were before.
    QSet<DocumentView *> m_givenUp;      ///< Their changes may be lost.
};

} // namespace ui
