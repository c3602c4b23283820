// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QUrl>
#include <QWidget>

class QWebEngineNewWindowRequest;
class QWebEnginePage;
class QWebEngineProfile;
class QWebEngineView;

namespace ui {

class Theme;

/// One page of the server in a web view of its own: nothing is kept on disk, no permission is given, the page
/// cannot lead away. A link that somebody clicks opens in the browser. Making one starts the web engine's
/// processes (about 120 MB): make it when it is first seen.
class WebPane : public QWidget
{
    Q_OBJECT
public:
    /// `theme` must outlive the pane.
    explicit WebPane(const Theme &theme, QWidget *parent = nullptr);
    ~WebPane() override;

    /// Shows `page`; again when it is shown already.
    void load(const QUrl &page);
    QWebEngineView *view() const { return m_view; }

    /// Why there can be no web view in this process, as a sentence; empty if there can. The engine ends the
    /// whole program when it is started as root with its sandbox on.
    static QString obstacle();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

signals:
    /// The page could not be loaded, or its process is gone.
    void failed();
    /// Somebody clicked a link that leads out of the page.
    void linkClicked(const QUrl &link);
    /// Somebody wants to change the value at this JSON pointer of the agent file.
    void placeWanted(const QString &pointer);

private:
    void buildPage();
    void colourPage();
    void showMenu(const QPoint &position);
    void leadAway(const QUrl &link);

    const Theme &m_theme;
    QWebEngineProfile *m_profile;
    QWebEngineView *m_view;
    QElapsedTimer m_sinceInput; ///< The engine calls a script's navigation a click too.
};

} // namespace ui
