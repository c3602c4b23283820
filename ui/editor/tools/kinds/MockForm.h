// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/tools/kinds/ToolForm.h"

namespace ui {

class FieldRows;

/// Canned answers, of which the first that fits is given.
class MockForm : public ToolForm
{
    Q_OBJECT
public:
    MockForm(const Theme &theme, Form &form);
    static ToolStart start(const agent::SpecDocument &document);

protected:
    void follow(const QString &pointer) override;

private:
    void add();
    void remove(int row);

    FieldRows *m_answers;
    QString m_pointer; // of the list
};

} // namespace ui
