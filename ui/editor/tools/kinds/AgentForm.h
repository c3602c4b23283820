// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/tools/kinds/ToolForm.h"

namespace ui {

class ChoiceField;

/// Another agent of the file.
class AgentForm : public ToolForm
{
    Q_OBJECT
public:
    AgentForm(const Theme &theme, Form &form);
    static ToolStart start(const agent::SpecDocument &document);

protected:
    void follow(const QString &pointer) override;

private:
    void addAgent();

    ChoiceField *m_agent;
    QWidget *m_empty;
    QString m_pointer;
};

} // namespace ui
