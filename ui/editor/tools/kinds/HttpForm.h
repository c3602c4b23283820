// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/tools/kinds/ToolForm.h"

namespace ui {

class KeyValueRows;

/// One HTTP request.
class HttpForm : public ToolForm
{
    Q_OBJECT
public:
    HttpForm(const Theme &theme, Form &form);
    static ToolStart start(const agent::SpecDocument &document);

protected:
    void follow(const QString &pointer) override;

private:
    KeyValueRows *m_headers;
};

} // namespace ui
