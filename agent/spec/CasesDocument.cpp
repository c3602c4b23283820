// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/spec/CasesDocument.h"

#include "agent/base/Nearest.h"
#include "agent/base/Pattern.h"
#include "agent/base/SchemaCheck.h"
#include "agent/spec/Diagnosis.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

constexpr QLatin1String casesMark(".cases");

/// What is wrong with a tool's name, as far as the agent file tells; empty: nothing. What MCP servers and
/// Python files offer is known once they run.
QString faultOfTool(const QString &name, const AgentSpec &agent)
{
    const auto tool = std::ranges::find(agent.tools, name, &ToolSpec::name);
    if (tool == agent.tools.end()) {
        const auto isIts = [&](const QString &server) { return name.startsWith(mcpToolPrefix(server)); };
        const auto offersMore = [](const ToolSpec &one) { return one.name.isEmpty(); };
        const bool mayBe = std::ranges::any_of(agent.mcpServers.keys(), isIts)
            || std::ranges::any_of(agent.tools, offersMore);
        return mayBe ? QString() : u"the agent has no tool \"%1\""_s.arg(name);
    }
    if (std::holds_alternative<AgentTool>(tool->kind))
        return u"\"%1\" is another agent, not a tool that can be called alone"_s.arg(name);
    return tool->enabled ? QString() : u"the tool \"%1\" is disabled in the agent file"_s.arg(name);
}

void checkTool(const QString &name, const AgentSpec &agent, json::Reader &reader, const QString &where)
{
    const QString fault = faultOfTool(name, agent);
    if (fault.isEmpty())
        return;
    QStringList known;
    for (const ToolSpec &tool : agent.tools)
        known.append(tool.name);
    known.removeAll(name);
    reader.add(where, fault, nearest(name, known));
}

void checkResultSchema(const QJsonObject &schema, json::Reader &reader, const QString &where)
{
    const Result<> used = checkAgainstSchema(QJsonValue(), schema, u"the result"_s);
    if (!used && used.error().kind == ErrorKind::Internal)
        reader.add(where, used.error().message);
}

void checkExpectation(const CaseExpectation &expect, json::Reader &reader, const QString &where)
{
    for (const QString &pointer : expect.json.keys()) {
        if (!pointer.isEmpty() && !pointer.startsWith(u'/'))
            reader.add({json::pointer(where + u"/json"_s, pointer),
                        u"expected a JSON pointer such as \"/days/0/name\", or \"\" for the whole result"_s,
                        {},
                        true});
    }
    if (expect.matches) {
        const auto pattern = Pattern::make(*expect.matches, Qt::CaseSensitive);
        if (!pattern)
            reader.add(where + u"/matches"_s, pattern.error().message);
    }
    if (expect.schema)
        checkResultSchema(*expect.schema, reader, where + u"/schema"_s);
}

void checkCaseName(const QString &name, QStringList &names, json::Reader &reader, const QString &where)
{
    if (name.isNull()) // its absence was told already
        return;
    if (name.trimmed().isEmpty() || name.contains(u'\n'))
        reader.add(where, u"expected a name of one line"_s);
    else if (names.contains(name))
        reader.add(where, u"there is a case \"%1\" already"_s.arg(name));
    names.append(name);
}

void checkCases(const QList<ToolCase> &cases, const std::optional<AgentSpec> &agent, json::Reader &reader)
{
    QStringList names;
    for (qsizetype i = 0; i < cases.size(); ++i) {
        const ToolCase &one = cases[i];
        const QString where = json::pointer({}, i);
        checkCaseName(one.name, names, reader, where + u"/name"_s);
        if (agent && !one.tool.isNull())
            checkTool(one.tool, *agent, reader, where + u"/tool"_s);
        checkExpectation(one.expect, reader, where + u"/expect"_s);
    }
}

QList<Finding> findingsOfCases(const QJsonValue &root, const std::optional<AgentSpec> &agent,
                               QList<ToolCase> &cases)
{
    if (!root.isArray())
        return {
            {Severity::Error,
             {{},
              u"a cases file is a list of cases, such as \"- {name: a sum, tool: add, arguments: {a: 1}}\""_s,
              {},
              false}}};
    json::Reader reader(json::UnknownKeys::Refuse, json::EmptyKeys::Skip);
    json::read(root, cases, reader, {});
    checkCases(cases, agent, reader);
    QList<Finding> findings;
    for (const json::Fault &fault : reader.faults())
        findings.append({Severity::Error, fault});
    return findings;
}

} // namespace

QString casesBeside(const QString &agentFile)
{
    const qsizetype dot = agentFile.lastIndexOf(u'.');
    return agentFile.left(dot) + casesMark + agentFile.mid(dot);
}

bool isCasesFile(const QString &path)
{
    return path.endsWith(u".cases.yaml") || path.endsWith(u".cases.yml");
}

QString agentBeside(const QString &casesFile)
{
    const qsizetype dot = casesFile.lastIndexOf(u'.');
    return casesFile.left(dot - casesMark.size()) + casesFile.mid(dot);
}

CasesDocument::CasesDocument(const QByteArray &text, const std::optional<AgentSpec> &agent)
{
    const yaml::Tree tree = yaml::read(text);
    QList<ToolCase> cases;
    const QList<Finding> findings =
        tree.isReadable() ? findingsOfCases(yaml::toJson(tree), agent, cases) : QList<Finding>();
    m_diagnostics = diagnosed(tree, Lines(text), findings);
    if (!hasError(m_diagnostics))
        m_cases = std::move(cases);
}

} // namespace agent
