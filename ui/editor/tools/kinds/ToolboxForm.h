// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/tools/kinds/ToolForm.h"

class QLabel;

namespace ui {

/// Which tool of the toolbox.
class ToolboxForm : public ToolForm
{
    Q_OBJECT
public:
    ToolboxForm(const Theme &theme, Form &form);
    static ToolStart start(const agent::SpecDocument &document);

protected:
    void follow(const QString &pointer) override;

private:
    QLabel *m_parameters;
};

} // namespace ui
