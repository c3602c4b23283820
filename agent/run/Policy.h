// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/PolicySpec.h"

namespace agent {

/// The rule that holds for a call of `tool`; the agent file's `others` where none fits; nothing where the
/// file leaves it to what the tool can change.
std::optional<PolicyRule> ruleFor(const PolicySpec &policy, const QString &tool,
                                  const QJsonObject &arguments);
/// Where that rule stands in the agent file, as JSON pointer; empty where there is none.
QString placeOfRule(const PolicySpec &policy, const QString &tool, const QJsonObject &arguments);

} // namespace agent
