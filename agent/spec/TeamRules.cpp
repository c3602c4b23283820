// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/base/Nearest.h"
#include "agent/spec/SpecRules.h"
#include "agent/values/AgentFile.h"

#include <QDir>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

/// What one agent of the file says of others.
struct Member
{
    QString name;
    QString where;
    QList<ToolSpec> tools;
    QStringList handOverTo;
    QJsonArray written; // its tools, as they stand in the file
};

QList<Member> members(const AgentSpec &spec, const QJsonObject &root)
{
    QList<Member> list{{mainAgent(), {}, spec.tools, spec.handOverTo, root[u"tools"].toArray()}};
    for (auto it = spec.agents.begin(); it != spec.agents.end(); ++it) {
        const QJsonObject written = root[u"agents"][it.key()].toObject();
        list.append({it.key(), json::pointer(u"/agents"_s, it.key()), it->tools, it->handOverTo,
                     written[u"tools"].toArray()});
    }
    return list;
}

void checkToolNames(const Member &member, json::Reader &reader)
{
    QSet<QString> seen;
    for (qsizetype i = 0; i < member.tools.size(); ++i) {
        const QString name = member.tools[i].name;
        const QString where = json::pointer(member.where + u"/tools"_s, i);
        if (!name.isEmpty() && seen.contains(name)) {
            reader.add(member.written[i].toObject().contains(u"name"_s) ? where + u"/name"_s : where,
                       u"there is already a tool named \"%1\""_s.arg(name));
        }
        seen.insert(name);
    }
}

void checkIsThere(const QString &name, const QStringList &known, json::Reader &reader, const QString &where)
{
    if (!known.contains(name))
        reader.add(where, u"there is no agent \"%1\" under \"agents\""_s.arg(name), nearest(name, known));
}

void checkAgentFile(const QString &file, json::Reader &reader, const QString &where)
{
    if (QDir::isAbsolutePath(file) || leadsOut(file))
        reader.add(where, u"expected a file in the agent file's folder, such as ./helper.yaml"_s);
    else if (!file.endsWith(u".yaml") && !file.endsWith(u".yml"))
        reader.add(where, u"expected an agent file (.yaml), found \"%1\""_s.arg(file));
}

void checkColleagues(const Member &member, const QStringList &others, json::Reader &reader)
{
    for (qsizetype i = 0; i < member.tools.size(); ++i) {
        const auto *asked = std::get_if<AgentTool>(&member.tools[i].kind);
        const QString where = json::pointer(member.where + u"/tools"_s, i) + u"/agent"_s;
        if (asked && isAgentFile(asked->agent))
            checkAgentFile(asked->agent, reader, where);
        else if (asked)
            checkIsThere(asked->agent, others, reader, where);
    }
    for (qsizetype i = 0; i < member.handOverTo.size(); ++i) {
        const QString where = json::pointer(member.where + u"/hand_over_to"_s, i);
        if (member.handOverTo[i] == member.name)
            reader.add(where, u"an agent cannot hand over to itself"_s);
        else if (member.handOverTo[i] != mainAgent())
            checkIsThere(member.handOverTo[i], others, reader, where);
    }
}

/// Whether asking `from` can end in asking `to`. Names that are none lead nowhere.
bool leadsTo(const AgentSpec &spec, const QString &from, const QString &to, QSet<QString> &seen)
{
    if (from == to || seen.contains(from))
        return from == to;
    seen.insert(from);
    const QList<ToolSpec> tools = spec.agents.value(from).tools;
    return std::ranges::any_of(tools, [&](const ToolSpec &tool) {
        const auto *asked = std::get_if<AgentTool>(&tool.kind);
        return asked && leadsTo(spec, asked->agent, to, seen);
    });
}

/// A circle of agents that ask each other would never end.
void checkCircles(const AgentSpec &spec, const Member &member, json::Reader &reader)
{
    for (qsizetype i = 0; i < member.tools.size(); ++i) {
        const auto *asked = std::get_if<AgentTool>(&member.tools[i].kind);
        QSet<QString> seen;
        if (asked && leadsTo(spec, asked->agent, member.name, seen))
            reader.add(json::pointer(member.where + u"/tools"_s, i) + u"/agent"_s,
                       u"\"%1\" would ask itself in the end; let it hand over instead"_s.arg(member.name));
    }
}

} // namespace

void checkTeam(const AgentSpec &spec, const QJsonObject &root, json::Reader &reader)
{
    static const QRegularExpression pattern(u"\\A[A-Za-z0-9_-]{1,40}\\z"_s); // it is part of a tool's name
    const QStringList others = spec.agents.keys();
    for (const QString &name : others) {
        const json::Fault fault{
            json::pointer(u"/agents"_s, name),
            u"expected a name of 1 to 40 letters, digits, \"_\" or \"-\", and not \"main\""_s,
            {},
            true};
        if (name == mainAgent() || !pattern.match(name).hasMatch())
            reader.add(fault);
    }
    for (const Member &member : members(spec, root)) {
        checkToolNames(member, reader);
        checkColleagues(member, others, reader);
        checkCircles(spec, member, reader);
    }
}

} // namespace agent
