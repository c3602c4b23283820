// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/SettingsPopover.h"

#include "ui/shell/Actions.h"
#include "ui/theme/Controls.h"

#include <QHBoxLayout>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace ui {

SettingsPopover::SettingsPopover(const Theme &theme, const Actions &actions, QWidget *parent)
    : Popover(theme, tr("Settings"), parent)
    , m_port(new QSpinBox)
{
    setObjectName(u"settings"_s);
    setFixedWidth(300);

    m_port->setObjectName(u"port"_s);
    m_port->setRange(1024, 65535);
    m_port->setGroupSeparatorShown(false);
    m_port->setAccessibleName(tr("Port of the server"));
    connect(m_port, &QSpinBox::editingFinished, this, [this] { emit portChosen(quint16(m_port->value())); });
    auto *looksLabel = label(tr("Appearance"), u"label"_s);
    auto *portLabel = label(tr("Port of the server"), u"label"_s);
    portLabel->setBuddy(m_port);
    auto *hint = label(tr("Counts from the next start. Only this machine can reach the server."), u"hint"_s);
    hint->setWordWrap(true);

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
    column->addWidget(hint);
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

void SettingsPopover::setPort(quint16 port)
{
    m_port->setValue(port);
}

} // namespace ui

#include "moc_SettingsPopover.cpp"
