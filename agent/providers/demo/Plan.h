// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/Model.h"

namespace agent::demo {

/// What the demo does in one turn: it has tools called, or, with no calls, it says something.
struct Plan
{
    QList<ToolCall> calls;
    QString text; ///< Markdown; the turn's answer when there are no calls.

    bool operator==(const Plan &) const = default;
};

/// Decides from the conversation and the offered tools alone: no network, no clock, no memory. After a person
/// has spoken it splits what was said into clauses and asks each rule; after tools have answered it tells
/// what they gave. The first answer of a conversation begins with a line that says it is no AI.
Plan plan(const ModelRequest &request);

} // namespace agent::demo
