// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/tools/kinds/ProgramForm.h"

namespace ui {

class FileField;

/// A Python file, and which of its functions.
class PythonForm : public ProgramForm
{
    Q_OBJECT
public:
    PythonForm(const Theme &theme, Form &form);
    static ToolStart start(const agent::SpecDocument &document);

protected:
    void follow(const QString &pointer) override;

private:
    FileField *m_file;
};

} // namespace ui
