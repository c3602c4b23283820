// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/form/SwitchField.h"

#include "ui/theme/Controls.h"

#include <QSignalBlocker>

namespace ui {

SwitchField::SwitchField(const Theme &theme, const QString &label, const QString &pointer)
    : Field(label, pointer)
    , m_switch(new Switch(theme, QString(label).remove(u'&')))
{
    m_switch->setMinimumHeight(34);
    setControl(m_switch);
    // Not clicked(): assistive technologies toggle it without a click.
    connect(m_switch, &QAbstractButton::toggled, this, [this](bool on) { emit edited(on); });
}

void SwitchField::show(const QJsonValue &value)
{
    const QSignalBlocker quiet(m_switch);
    m_switch->setChecked(value.toBool());
}

void SwitchField::setControlLocked(bool locked)
{
    m_switch->setEnabled(!locked);
}

} // namespace ui

#include "moc_SwitchField.cpp"
