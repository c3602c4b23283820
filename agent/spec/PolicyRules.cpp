// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/Nearest.h"
#include "agent/spec/SpecRules.h"
#include "agent/values/Toolbox.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

/// The arguments a tool takes.
QStringList argumentsOf(const ToolSpec &tool)
{
    const auto *builtIn = std::get_if<ToolboxTool>(&tool.kind);
    const ToolboxEntry *entry = builtIn ? toolboxEntry(builtIn->tool) : nullptr;
    const QJsonObject schema = entry ? entry->parameters : tool.parameters.value_or(QJsonObject());
    return schema[u"properties"].toObject().keys();
}

void checkRule(const PolicyRule &rule, const ToolSpec &tool, json::Reader &reader, const QString &where)
{
    const QStringList known = argumentsOf(tool);
    for (const QString &argument : rule.when.keys()) {
        if (!known.contains(argument))
            reader.add({json::pointer(where + u"/when"_s, argument),
                        u"the tool \"%1\" has no argument \"%2\""_s.arg(tool.name, argument),
                        nearest(argument, known), true});
    }
    if (rule.action == PolicyAction::Mock && rule.message.isEmpty())
        reader.add(where, u"a mocked tool needs a \"message\", which is its answer"_s);
}

/// `where` is the word, the rule or the list of a tool.
void checkRules(const ToolPolicy &policy, const ToolSpec &tool, json::Reader &reader, const QString &where)
{
    for (qsizetype i = 0; i < policy.rules.size(); ++i)
        checkRule(policy.rules[i], tool, reader, policy.isList ? json::pointer(where, i) : where);
}

} // namespace

void readJson(const QJsonValue &value, ToolPolicy &out, json::Reader &reader, const QString &where)
{
    out.isList = value.isArray();
    if (out.isList) {
        json::read(value, out.rules, reader, where);
        return;
    }
    PolicyRule rule;
    if (value.isObject())
        json::read(value, rule, reader, where);
    else
        json::read(value, rule.action, reader, where);
    out.rules = {rule};
}

void checkPolicy(const AgentSpec &spec, json::Reader &reader)
{
    QStringList known;
    for (const ToolSpec &tool : spec.tools)
        known.append(tool.name);
    for (auto it = spec.policy.tools.begin(); it != spec.policy.tools.end(); ++it) {
        const QString where = json::pointer(u"/policy/tools"_s, it.key());
        const auto tool = std::ranges::find(spec.tools, it.key(), &ToolSpec::name);
        if (tool != spec.tools.end())
            checkRules(it.value(), *tool, reader, where);
        else
            reader.add(
                {where, u"the agent has no tool \"%1\""_s.arg(it.key()), nearest(it.key(), known), true});
    }
    if (spec.policy.others == PolicyAction::Mock)
        reader.add(u"/policy/others"_s, u"a canned answer fits one tool only; write it under \"tools\""_s);
}

} // namespace agent
