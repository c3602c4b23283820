// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/tools/kinds/ToolForm.h"

namespace ui {

class KeyValueRows;

/// What tools that run a program have in common: how long, where to, and what they see of the environment.
class ProgramForm : public ToolForm
{
    Q_OBJECT
public:
    using ToolForm::ToolForm;

protected:
    /// Adds the rows for the keys timeout, network, writes and env of this kind.
    void addRights(const QString &kind);
    void follow(const QString &pointer) override;

private:
    QString m_kind;
    KeyValueRows *m_env = nullptr;
};

} // namespace ui
