// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/spec/AgentSchema.h"
#include "agent/spec/CasesDocument.h"
#include "agent/spec/SpecDocument.h"
#include "app/cli/Commands.h"
#include "app/cli/Terminal.h"
#include "app/common/AgentSource.h"

#include <QCommandLineParser>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace app {
namespace {

/// "2", or "2, and those of 1 MCP server": which they are is known once it runs.
QString toolsOf(const agent::AgentSpec &spec)
{
    const auto isOn = [](const agent::McpSpec &server) { return !server.disabled; };
    const auto servers = std::ranges::count_if(spec.mcpServers, isOn);
    QString tools = QString::number(spec.tools.size());
    if (servers == 0)
        return tools;
    return u"%1, and those of %2"_s.arg(tools,
                                        servers == 1 ? u"1 MCP server"_s : u"%1 MCP servers"_s.arg(servers));
}

void mentionCases(const QString &name, const AgentSource &source)
{
    if (const QString cases = agent::casesBeside(source.path); QFileInfo(cases).isFile())
        print(u"%1: has cases in %2; to run them: slipway call %1 --cases"_s.arg(
            name, QFileInfo(cases).fileName()));
}

/// The agent whose cases these are, if its file is there and good.
std::optional<agent::AgentSpec> agentOfCases(const QString &path)
{
    const auto source = readAgent(agent::agentBeside(path));
    if (!source) {
        print(u"%1: note: there is no agent file %2 beside it, so its tools are not checked"_s.arg(
            path, QFileInfo(agent::agentBeside(path)).fileName()));
        return std::nullopt;
    }
    return agent::SpecDocument(source->text, source->path, environmentOf(*source)).spec();
}

// The same for a file of cases; whether they can be run.
bool areGoodCases(const QString &path)
{
    const auto file = readAgent(path);
    if (!file) {
        complain(file.error().message);
        return false;
    }
    const agent::CasesDocument document(file->text, agentOfCases(path));
    for (const agent::Diagnostic &diagnostic : document.diagnostics())
        print(agent::toString(diagnostic, path));
    const auto &cases = document.cases();
    if (cases)
        print(u"%1: ok, cases: %2"_s.arg(path).arg(cases->size()));
    return cases.has_value();
}

// Prints what is to be said about one file; whether it can be used.
bool isGood(const QString &name)
{
    if (agent::isCasesFile(name))
        return areGoodCases(name);
    const auto source = findAgent(name);
    if (!source) {
        complain(source.error().message);
        return false;
    }
    const agent::SpecDocument document(source->text, source->path, environmentOf(*source));
    for (const QString &fault : dotEnvFaults(*source))
        print(fault);
    for (const agent::Diagnostic &diagnostic : document.diagnostics())
        print(agent::toString(diagnostic, name));
    const auto &spec = document.spec();
    if (spec) {
        print(u"%1: ok, agent \"%2\", tools: %3"_s.arg(name, spec->name, toolsOf(*spec)));
        mentionCases(name, *source);
    }
    return spec.has_value();
}

} // namespace

int validate(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Checks agent files and files of cases (weather.cases.yaml). Nothing in them is executed."_s);
    parser.addPositionalArgument(u"agent"_s, u"Agent files or template names."_s, u"AGENT…"_s);
    const QCommandLineOption schema(
        u"schema"_s, u"Print the JSON Schema of agent files, for editors and other programs."_s);
    parser.addOption(schema);
    if (const auto status = parse(parser, u"validate"_s, arguments))
        return *status;
    if (parser.isSet(schema)) {
        print(QString::fromUtf8(agent::agentSchemaText()).trimmed());
        return 0;
    }
    if (parser.positionalArguments().isEmpty()) {
        complain(u"slipway validate: name at least one agent file. Try: slipway validate agent.yaml"_s);
        return 2;
    }
    bool allGood = true;
    for (const QString &name : parser.positionalArguments())
        allGood = isGood(name) && allGood;
    return allGood ? 0 : 1;
}

} // namespace app
