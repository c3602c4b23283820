// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace ui {

class Theme;

/// How the server is, as a light and a word: never told by colour alone. A label, so that it is one to those
/// who hear the window too.
class StatePill : public QLabel
{
    Q_OBJECT
public:
    enum class State { Stopped, Starting, Running, Stopping, Silent, Failed };
    Q_ENUM(State)

    explicit StatePill(const Theme &theme, QWidget *parent = nullptr);

    void setState(State state);
    State state() const { return m_state; }
    QString word() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QFont wordFont() const;

    const Theme &m_theme;
    State m_state = State::Stopped;
};

} // namespace ui
