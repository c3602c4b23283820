// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/form/Field.h"

namespace ui {

class Switch;
class Theme;

/// A field for yes or no.
class SwitchField : public Field
{
    Q_OBJECT
public:
    SwitchField(const Theme &theme, const QString &label, const QString &pointer);

    Switch *control() const { return m_switch; }
    void show(const QJsonValue &value) override;
    void commit() override { }

protected:
    void setControlLocked(bool locked) override;

private:
    Switch *m_switch;
};

} // namespace ui
