// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Cassette.h"

#include <QLabel>

#include <optional>

namespace ui {

class Theme;

/// How the server is, as a light and a word: never told by colour alone. A label, so that it is one to those
/// who hear the window too; where something waits for a person a click leads to it, as the footer's button
/// does.
class StatePill : public QLabel
{
    Q_OBJECT
public:
    enum class State { Stopped, Starting, Running, Stopping, Silent, Failed };
    Q_ENUM(State)

    explicit StatePill(const Theme &theme, QWidget *parent = nullptr);

    void setState(State state);
    State state() const { return m_state; }
    /// How much of a running server waits for a person.
    void setWaiting(int count);
    /// That a running server records to a cassette or answers from one.
    void setCassette(const std::optional<CassetteUse> &cassette);
    QString word() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void waitingClicked();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    QFont wordFont() const;
    QString runningWord() const;
    bool isAsking() const { return m_state == State::Running && m_waiting > 0; }
    void showWord();

    const Theme &m_theme;
    State m_state = State::Stopped;
    int m_waiting = 0;
    std::optional<CassetteUse> m_cassette;
};

} // namespace ui
