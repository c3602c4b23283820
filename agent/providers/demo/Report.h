// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/Message.h"

namespace agent::demo {

/// A tool call and what came of it.
struct Finding
{
    ToolCall call;
    QString result;      ///< As the tool gave it, for a model.
    bool failed = false; ///< `result` tells what went wrong.
};

/// Tells in markdown what the tools gave, each in the form that suits it: a table, a list, a quoted file, a
/// sentence. What it does not recognise it quotes as it is.
QString report(const QList<Finding> &findings);

} // namespace agent::demo
