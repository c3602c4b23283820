// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace ui {

class Actions;
class Theme;

/// What is done with the looks: the actions choose them and say which one holds.
class LookDesk : public QObject
{
    Q_OBJECT
public:
    /// `theme` and `actions` must outlive it.
    LookDesk(Theme &theme, Actions &actions, QObject *parent);

private:
    void show();

    Theme &m_theme;
    Actions &m_actions;
};

} // namespace ui
