// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/Theme.h"

#include <QFrame>

class QSpinBox;

namespace ui {

class Actions;

/// The few settings there are, under the gear.
class SettingsPopover : public QFrame
{
    Q_OBJECT
public:
    SettingsPopover(const Theme &theme, const Actions &actions, QWidget *parent);

    void setPort(quint16 port);
    /// Opens with its right upper corner under `button`.
    void popUp(QWidget *button);

protected:
    void paintEvent(QPaintEvent *event) override;

signals:
    void portChosen(quint16 port);

private:
    QWidget *buildLooks(const Actions &actions);

    const Theme &m_theme;
    QSpinBox *m_port;
};

} // namespace ui
