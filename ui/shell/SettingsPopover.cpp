// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/SettingsPopover.h"

#include "ui/shell/Actions.h"
#include "ui/theme/Controls.h"

#include <QHBoxLayout>
#include <QSpinBox>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

SettingsPopover::SettingsPopover(const Theme &theme, const Actions &actions, QWidget *parent)
    : Popover(theme, tr("Settings"), parent)
    , m_port(new QSpinBox)
    , m_portHint(label({}, u"hint"_s))
{
    setObjectName(u"settings"_s);
    setFixedWidth(300);

    m_port->setObjectName(u"port"_s);
    m_port->setMaximum(65535);
    m_port->setGroupSeparatorShown(false);
    m_port->setAccessibleName(tr("Port of the server"));
    connect(m_port, &QSpinBox::editingFinished, this, &SettingsPopover::tellPort);
    auto *looksLabel = label(tr("Appearance"), u"label"_s);
    auto *portLabel = label(tr("Port of the server"), u"label"_s);
    portLabel->setBuddy(m_port);
    m_portHint->setObjectName(u"portHint"_s);
    m_portHint->setWordWrap(true);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 16);
    column->setSpacing(6);
    column->addWidget(label(tr("Settings"), u"title"_s));
    column->addSpacing(6);
    column->addWidget(looksLabel);
    column->addWidget(buildLooks(actions));
    column->addSpacing(8);
    column->addWidget(portLabel);
    column->addWidget(m_port);
    column->addWidget(m_portHint);
}

QWidget *SettingsPopover::buildLooks(const Actions &actions)
{
    auto *frame = new QWidget;
    setLook(frame, u"segments"_s);
    auto *row = new QHBoxLayout(frame);
    row->setContentsMargins({});
    row->setSpacing(0);
    for (QAction *action : {actions.lookSystem, actions.lookLight, actions.lookDark}) {
        QToolButton *segment = iconButton(action);
        segment->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        segment->setIconSize({18, 14});
        segment->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
        row->addWidget(segment);
    }
    return frame;
}

void SettingsPopover::setPort(const PortChoice::Port &port)
{
    constexpr quint16 leastChosen = 1024; // those below are for the system; a file may name one all the same
    m_port->setMinimum(std::min(port.number, leastChosen));
    m_port->setSpecialValueText(port.number == 0 ? tr("Any port that is free") : QString());
    m_port->setValue(port.number);
    m_shownPort = port.number;
    QString hint = tr("Counts from the next start. Only this machine can reach the server.");
    if (port.origin == PortChoice::Origin::File)
        hint = tr("The agent file says so (server.port). Another one counts for this agent until the window "
                  "is closed, from the next start.");
    else if (port.origin == PortChoice::Origin::Person)
        hint =
            tr("In place of server.port of the agent file, until the window is closed. Counts from the next "
               "start.");
    m_portHint->setText(hint);
}

void SettingsPopover::tellPort()
{
    if (m_port->value() == m_shownPort)
        return;
    m_shownPort = m_port->value();
    emit portChosen(quint16(m_shownPort));
}

} // namespace ui

#include "moc_SettingsPopover.cpp"
