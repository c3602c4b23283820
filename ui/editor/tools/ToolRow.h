// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/spec/SpecDocument.h"
#include "agent/values/ToolInfo.h"

#include <QList>

namespace ui {

class Draft;
struct ToolKind;

/// One entry of `tools:` as the table shows it, whether or not it is a good one.
struct ToolRow
{
    QString name;
    QString kind;        ///< The key of a ToolKind; empty where it cannot be told.
    QString toolbox;     ///< The built-in tool's own name, if the kind is "toolbox" and it is known.
    QString description; ///< The entry's own, or the toolbox's.
    QString fault;       ///< The first thing wrong with the entry.
    bool enabled = true;
    agent::SideEffect effect = agent::SideEffect::None; ///< Of calling it, as far as the file tells.
    /// What happens when the model calls it: "live", "ask", "mock", "deny", or "rules" where that depends.
    QString policy = {};
    QString file = {}; ///< Of a Python file that brings the names along, and so has none itself.

    bool operator==(const ToolRow &) const = default;
};

/// The rows of a document, in the order of the text; none if there is no list of tools.
QList<ToolRow> toolRows(const agent::SpecDocument &document, const QList<agent::Diagnostic> &diagnostics);

/// One of them, without its fault.
ToolRow toolRow(const agent::SpecDocument &document, int row);

/// The same of an entry that stands nowhere.
ToolRow toolRowOf(const QJsonValue &entry);

/// What a person reads of its effect: "Writes"; nothing where it only computes.
QString toolEffectTitle(const ToolRow &row);
/// The name of the icon for a row.
QString toolIcon(const ToolRow &row);
/// What a person reads as its name.
QString toolTitle(const ToolRow &row);
/// What a person reads as its kind: "Built in", "HTTP".
QString toolKindTitle(const ToolRow &row);

/// "/tools/3"
QString toolPointer(int row);

// What can be done with the entries, each as part of a draft.

/// Puts an entry into the list, which need not be there.
void insertTool(Draft &draft, int row, const QJsonValue &entry);
/// "calculator", "calculator_2" …
QString freeToolName(const Draft &draft, const QString &wanted);
/// Makes a mapping of an entry that is only a word (a built-in tool, a Python file), so that it can have
/// keys.
void makeMapping(Draft &draft, int row);
void enableTool(Draft &draft, int row, bool enabled);
/// Puts a copy under a name that is free behind the entry.
void duplicateTool(Draft &draft, int row);
/// Appends a built-in tool.
void addToolboxTool(Draft &draft, const QString &name);
/// Appends a tool of this kind that works, to be made one's own.
void addTool(Draft &draft, const ToolKind &kind);
/// Makes the entry one of this kind, beginning like a new one; what the other kind had goes.
void changeKind(Draft &draft, int row, const ToolKind &kind);

} // namespace ui
