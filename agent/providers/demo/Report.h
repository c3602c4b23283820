// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/Message.h"

namespace agent::demo {

/// A tool call and what came of it.
struct Finding
{
    ToolCall call;
    QString result; ///< As the tool gave it, for a model.
};

/// Tells in markdown what the tools gave, each in the form that suits it. `prompt` is what the person asked.
QString report(const QString &prompt, const QList<Finding> &findings);

} // namespace agent::demo
