// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/PortChoice.h"
#include "ui/theme/Popover.h"

class QLabel;
class QSpinBox;

namespace ui {

class Actions;

/// The few settings there are, under the gear.
class SettingsPopover : public Popover
{
    Q_OBJECT
public:
    SettingsPopover(const Theme &theme, const Actions &actions, QWidget *parent);

    void setPort(const PortChoice::Port &port);

signals:
    void portChosen(quint16 port); ///< Another one than was shown.

private:
    QWidget *buildLooks(const Actions &actions);

    void tellPort();

    QSpinBox *m_port;
    QLabel *m_portHint;
    int m_shownPort = 0;
};

} // namespace ui
