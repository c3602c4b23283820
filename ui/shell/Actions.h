// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QAction;
class QActionGroup;
class QKeySequence;
class QMenu;
class QWidget;

namespace ui {

class Theme;

/// Everything the window can do, once: menus, buttons and the palette show the same actions. They do nothing
/// by themselves; MainWindow connects them.
class Actions : public QObject
{
    Q_OBJECT
public:
    /// Adds the actions to `window`, so that their keys work without a visible menu.
    Actions(const Theme &theme, QWidget *window);

    QAction *newAgent, *templates, *open, *save, *saveAs, *closeTab, *quit;
    QAction *undo, *redo;
    QAction *design, *split, *yaml, *nextTab, *previousTab;
    QAction *sidebar, *log, *playground, *approvals;
    QAction *lookSystem, *lookLight, *lookDark, *switchLook;
    QAction *start, *stop, *record, *recordTools, *replay, *live, *copyAddress, *browse, *connectProgram,
        *safety;
    QList<QAction *> speeds; ///< Of replays, one of them checked; the data is CassetteUse::speed.
    QAction *palette, *settings, *nextProblem, *about;

    /// The main menu; every action is in it. The Edit menu also has those of the document in front.
    QMenu *menu() const { return m_menu; }
    /// The part of it with the speeds.
    QMenu *speedMenu() const { return m_speeds; }
    void setDocumentActions(const QList<QAction *> &actions);

private:
    QAction *make(const QString &icon, const QString &text, const QKeySequence &keys);
    QAction *makeChoice(QActionGroup *group, const QString &icon, const QString &text,
                        const QKeySequence &keys);
    QAction *makeToggle(const QString &icon, const QString &text, const QKeySequence &keys);
    void makeFileAndEdit();
    void makeView();
    void makeServer();
    void makeSpeeds();
    void buildMenu();

    const Theme &m_theme;
    QWidget *m_window;
    QMenu *m_menu;
    QMenu *m_edit = nullptr;
    QMenu *m_speeds = nullptr;
    QList<QAction *> m_ofDocument;
};

} // namespace ui
