// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/Policy.h"

#include "agent/values/ArgumentText.h"

using namespace Qt::StringLiterals;

namespace agent {

std::optional<PolicyRule> ruleFor(const PolicySpec &policy, const QString &tool, const QJsonObject &arguments)
{
    for (const PolicyRule &rule : policy.tools.value(tool).rules) {
        if (fit(arguments, rule.when))
            return rule;
    }
    return policy.others ? std::optional(PolicyRule{{}, *policy.others, {}}) : std::nullopt;
}

QString placeOfRule(const PolicySpec &policy, const QString &tool, const QJsonObject &arguments)
{
    const ToolPolicy said = policy.tools.value(tool);
    const QString place = json::pointer(u"/policy/tools"_s, tool);
    for (qsizetype i = 0; i < said.rules.size(); ++i) {
        if (fit(arguments, said.rules[i].when))
            return said.isList ? json::pointer(place, i) : place;
    }
    return policy.others ? u"/policy/others"_s : QString();
}

} // namespace agent
