// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/tools/kinds/ToolForm.h"

namespace ui {

/// How a tool of any kind is called: how many calls at once, whether a result is kept, whether a failed call
/// is repeated.
class CareFields : public ToolForm
{
    Q_OBJECT
public:
    /// Both must outlive it.
    CareFields(const Theme &theme, Form &form);
};

} // namespace ui
