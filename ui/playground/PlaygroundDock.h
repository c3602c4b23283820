// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDockWidget>
#include <QUrl>

class QAction;
class QLabel;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace ui {

class Theme;
class WebPane;

/// The conversation with the agent at the right of the window: the server's own playground page. While no
/// server runs it says so and offers to start one. Costs nothing before it is seen with a running server.
class PlaygroundDock : public QDockWidget
{
    Q_OBJECT
public:
    /// `theme` must outlive the dock; `start` is the window's action to start the server.
    PlaygroundDock(const Theme &theme, QAction *start, QWidget *parent = nullptr);

    /// The server's root while one runs, else empty. The same server again reloads the page.
    void setServer(const QUrl &server);
    QUrl server() const { return m_server; }
    /// The pane, once there is one.
    WebPane *pane() const { return m_pane; }

signals:
    /// Opening something in the browser is the window's business.
    void browserWanted(const QUrl &address);
    /// The value at this JSON pointer of the agent file is to be changed.
    void placeWanted(const QString &pointer);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void buildBar();
    QWidget *buildNotice();
    void showWhatFits();
    void showNotice(const QString &icon, const QString &title, const QString &text, bool withStart);
    void showPage();
    QUrl page() const;

    const Theme &m_theme;
    QAction *m_startAction;
    QStackedWidget *m_pages;
    QToolButton *m_icon;
    QLabel *m_title;
    QLabel *m_text;
    QPushButton *m_start;
    QPushButton *m_browse;
    QToolButton *m_again;
    QToolButton *m_outside;
    WebPane *m_pane = nullptr;
    QUrl m_server;
    QUrl m_loaded; ///< What the pane was sent to last.
};

} // namespace ui
