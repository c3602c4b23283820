// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Json.h"
#include "agent/values/Environment.h"

namespace agent {

/// The content of an agent file after its environment variables were filled in.
struct FilledContent
{
    QJsonObject root;
    /// By JSON pointer the texts of those values that are no texts any more: ${PORT} became a number. Where a
    /// text is expected they count.
    QMap<QString, QString> texts;
    QList<json::Fault> faults; ///< The variables that are not set; their texts stay as they are.
};

/// Fills in ${NAME} and ${NAME:-default} in every text but the keys and headers of providers, the headers of
/// HTTP tools, the variables of commands, the headers and variables of MCP servers, and the token of the
/// server, which are kept as references until they are needed. A value that is one variable and nothing else
/// becomes the number, or the truth value, that the variable holds.
FilledContent fillVariables(const QJsonObject &root, const Environment &environment);

} // namespace agent
