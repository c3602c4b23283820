// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/ToolInfo.h"
#include "ui/editor/tools/kinds/ToolForm.h"

namespace ui {

/// A kind of tool as the window knows it: each has one row in ToolKinds.cpp. What the server does with it is
/// not known here.
struct ToolKind
{
    QString key;      ///< Which says in the agent file that a tool is of this kind: "http".
    QString icon;     ///< As Theme::icon() takes it.
    QString label;    ///< "HTTP", for a narrow column.
    QString title;    ///< "HTTP request"
    QString sentence; ///< What such a tool does.
    QString name;     ///< What a new one is called; empty: it brings its names along.
    agent::SideEffect effect = agent::SideEffect::None; ///< Of calling one, where the entry does not tell.
    bool takesParameters = false;                       ///< Whether `parameters` is part of writing one.
    ToolStart (*start)(const agent::SpecDocument &document) = nullptr;
    ToolForm *(*makeForm)(const Theme &theme, Form &form) = nullptr;
};

/// All kinds, in the order to be offered. Window's thread, once the translations are there.
const QList<ToolKind> &toolKinds();
/// The kind of this key; null when there is none.
const ToolKind *toolKind(const QString &key);

} // namespace ui
