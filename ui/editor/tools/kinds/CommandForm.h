// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/tools/kinds/ProgramForm.h"

namespace ui {

class TextRows;

/// A program with its arguments.
class CommandForm : public ProgramForm
{
    Q_OBJECT
public:
    CommandForm(const Theme &theme, Form &form);
    static ToolStart start(const agent::SpecDocument &document);

protected:
    void follow(const QString &pointer) override;

private:
    TextRows *m_arguments;
};

} // namespace ui
