// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/StatePill.h"

#include <QUrl>

class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace ui {

class Actions;
class Theme;

/// The head of the window: what is open, start and stop, how the server is, where it listens and who can
/// reach it.
class TopBar : public QWidget
{
    Q_OBJECT
public:
    /// All must outlive the bar.
    TopBar(const Theme &theme, const Actions &actions, QWidget *parent = nullptr);

    void setAgentName(const QString &name);
    /// Empty while no server runs; then `planned` is shown, greyed; port 0 is any that is free. `origin` says
    /// where the port comes from.
    void setAddress(const QUrl &address, const QUrl &planned, const QString &origin);
    StatePill &pill() const { return *m_pill; }
    void setState(StatePill::State state) { m_pill->setState(state); }
    StatePill::State state() const { return m_pill->state(); }
    QToolButton *settingsButton() const { return m_settings; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *buildBrand();
    QWidget *buildServer();
    QWidget *buildTools();
    QPushButton *actionButton(QAction *action, const QString &look);
    void fit();

    const Theme &m_theme;
    const Actions &m_actions;
    StatePill *m_pill;
    QLabel *m_agent;
    QLabel *m_slash;
    QLineEdit *m_address;
    QToolButton *m_exposure;
    QToolButton *m_settings;
    QWidget *m_brand;
    QString m_agentName;
};

} // namespace ui
