// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/Nearest.h"
#include "agent/spec/SpecRules.h"
#include "agent/values/Toolbox.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

QStringList argumentsOf(const ToolSpec &tool)
{
    if (std::holds_alternative<AgentTool>(tool.kind))
        return {u"message"_s};
    const auto *builtIn = std::get_if<ToolboxTool>(&tool.kind);
    const ToolboxEntry *entry = builtIn ? toolboxEntry(builtIn->tool) : nullptr;
    const QJsonObject schema = entry ? entry->parameters : tool.parameters.value_or(QJsonObject());
    return schema[u"properties"].toObject().keys();
}

/// What tools a Python file has, and what they take, is known only when it is read.
bool isOfPython(const ToolSpec &tool)
{
    return std::holds_alternative<PythonTool>(tool.kind);
}

struct Callable
{
    QStringList arguments;
    bool takesUnknown = false; ///< There may be others.
};

/// What may be called by any agent of the file; without a name it is what is not known yet.
QMap<QString, Callable> callable(const AgentSpec &spec)
{
    QMap<QString, Callable> tools;
    const auto take = [&tools](const QList<ToolSpec> &list, const QStringList &handOverTo) {
        for (const ToolSpec &tool : list) {
            Callable &known = tools[tool.name];
            known.arguments += argumentsOf(tool);
            known.takesUnknown = known.takesUnknown || (isOfPython(tool) && !tool.parameters);
        }
        for (const QString &agent : handOverTo)
            tools.insert(handOverTool(agent), Callable{{u"reason"_s}, false});
    };
    take(spec.tools, spec.handOverTo);
    for (const MemberSpec &member : spec.agents)
        take(member.tools, member.handOverTo);
    return tools;
}

/// What tools a server of others has is known only when it answers.
bool isOfServer(const QString &tool, const AgentSpec &spec)
{
    const QStringList servers = spec.mcpServers.keys();
    return std::ranges::any_of(servers,
                               [&](const QString &server) { return tool.startsWith(mcpToolPrefix(server)); });
}

struct PolicyPlace
{
    QString tool;
    Callable callable;
    QString where;
};

void checkRule(const PolicyRule &rule, const PolicyPlace &place, json::Reader &reader)
{
    for (const QString &argument : rule.when.keys()) {
        if (!place.callable.takesUnknown && !place.callable.arguments.contains(argument))
            reader.add({json::pointer(place.where + u"/when"_s, argument),
                        u"the tool \"%1\" has no argument \"%2\""_s.arg(place.tool, argument),
                        nearest(argument, place.callable.arguments), true});
    }
    if (rule.action == PolicyAction::Mock && rule.message.isEmpty())
        reader.add(place.where, u"a mocked tool needs a \"message\", which is its answer"_s);
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
    QMap<QString, Callable> tools = callable(spec);
    const bool areAllKnown = !tools.take({}).takesUnknown;
    for (auto it = spec.policy.tools.begin(); it != spec.policy.tools.end(); ++it) {
        const QString where = json::pointer(u"/policy/tools"_s, it.key());
        if (areAllKnown && !tools.contains(it.key()) && !isOfServer(it.key(), spec))
            reader.add({where, u"the agent has no tool \"%1\""_s.arg(it.key()),
                        nearest(it.key(), tools.keys()), true});
        for (qsizetype i = 0; tools.contains(it.key()) && i < it->rules.size(); ++i) {
            const QString place = it->isList ? json::pointer(where, i) : where;
            checkRule(it->rules[i], {it.key(), tools.value(it.key()), place}, reader);
        }
    }
    if (spec.policy.others == PolicyAction::Mock)
        reader.add(u"/policy/others"_s, u"a canned answer fits one tool only; write it under \"tools\""_s);
}

} // namespace agent
