// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/tools/kinds/ToolForm.h"

namespace ui {

class CodeField;
class FileField;

/// JavaScript, in the agent file or beside it.
class JavaScriptForm : public ToolForm
{
    Q_OBJECT
public:
    JavaScriptForm(const Theme &theme, Form &form);
    static ToolStart start(const agent::SpecDocument &document);

protected:
    void follow(const QString &pointer) override;

private:
    CodeField *m_code;
    FileField *m_file;
};

} // namespace ui
