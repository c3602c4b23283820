// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/tools/ToolRow.h"

namespace ui {

/// Built-in tools that belong together.
struct ToolboxCategory
{
    QString title;
    QList<ToolRow> tools;
};

/// All built-in tools, in the order of the toolbox.
QList<ToolboxCategory> toolboxCategories();

} // namespace ui
