// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/Popover.h"

class QSpinBox;

namespace ui {

class Actions;

/// The few settings there are, under the gear.
class SettingsPopover : public Popover
{
    Q_OBJECT
public:
    SettingsPopover(const Theme &theme, const Actions &actions, QWidget *parent);

    void setPort(quint16 port);

signals:
    void portChosen(quint16 port);

private:
    QWidget *buildLooks(const Actions &actions);

    QSpinBox *m_port;
};

} // namespace ui
