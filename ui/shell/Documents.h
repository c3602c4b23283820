// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/DocumentView.h"

#include <QWidget>

class QStackedWidget;
class QTabBar;
class QToolButton;

namespace ui {

class Actions;
class BannerArea;
class Theme;

/// The centre of the window: the open agents as tabs, how they are shown, and the banners about them. Asks
/// nobody whether to close: that is the window's question.
class Documents : public QWidget
{
    Q_OBJECT
public:
    /// `theme` and `actions` must outlive it. `make` makes the views.
    Documents(const Theme &theme, const Actions &actions, DocumentView::Factory make,
              QWidget *parent = nullptr);

    /// Brings the file to the front, opened first if need be. Errors are those of DocumentView::open.
    agent::Result<> open(const QString &path);
    void close(DocumentView *view);
    void bringToFront(DocumentView *view);
    void step(int by); ///< To the next (1) or previous (-1) tab, around the ends.

    DocumentView *current() const;
    DocumentView *find(const QString &path) const;
    QList<DocumentView *> all() const;
    BannerArea &banners() const { return *m_banners; }
    /// The mode of the tab in front and of those opened later.
    void setMode(DocumentView::Mode mode);
    DocumentView::Mode mode() const { return m_mode; }
    /// The same for how they divide their room.
    void setDivision(const QByteArray &division);
    QByteArray division() const { return m_division; }

signals:
    void currentChanged(ui::DocumentView *view); ///< Null when the last tab is gone.
    void changed(ui::DocumentView *view);        ///< Its name, problems, path or modified state.
    void opened(ui::DocumentView *view);
    void closeRequested(ui::DocumentView *view);

private:
    QWidget *buildHead();
    QWidget *buildModes();
    QWidget *buildWelcome();
    void add(DocumentView *view);
    void label(DocumentView *view);
    void showCurrent();
    DocumentView *viewOf(int tab) const;
    int tabOf(const DocumentView *view) const;

    const Theme &m_theme;
    const Actions &m_actions;
    DocumentView::Factory m_make;
    QTabBar *m_tabs;
    QStackedWidget *m_pages;
    QWidget *m_modes = nullptr;
    BannerArea *m_banners;
    QWidget *m_welcome = nullptr;
    DocumentView::Mode m_mode = DocumentView::Mode::Split;
    QByteArray m_division;
};

} // namespace ui
