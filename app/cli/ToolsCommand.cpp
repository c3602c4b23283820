// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/CallableAgent.h"
#include "app/cli/Commands.h"
#include "app/cli/Terminal.h"

#include <QCommandLineParser>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace app {
namespace {

void printTools(const QList<agent::ToolInfo> &tools)
{
    qsizetype widest = 4;
    for (const agent::ToolInfo &tool : tools)
        widest = std::max(widest, tool.name.size());
    const auto row = [widest](const QString &name, const QString &kind, const QString &label,
                              const QString &description) {
        const QString line = u"%1  %2  %3  %4"_s.arg(name, -static_cast<int>(widest))
                                 .arg(kind, -10)
                                 .arg(label, -8)
                                 .arg(description);
        print(line.trimmed());
    };
    row(u"NAME"_s, u"KIND"_s, u"LABEL"_s, u"DESCRIPTION"_s);
    for (const agent::ToolInfo &tool : tools)
        row(tool.name, tool.kind, agent::json::toName(tool.sideEffect), tool.description.simplified());
}

void printToolsJson(const QList<agent::ToolInfo> &tools)
{
    const QJsonObject listed{{u"tools"_s, agent::json::toJson(tools)}};
    print(QString::fromUtf8(QJsonDocument(listed).toJson().trimmed()));
}

QCoro::Task<int> listTools(AgentSource source, bool asJson)
{
    const auto usable = usableAgent(source);
    if (!usable)
        co_return 1;
    const agent::AgentPtr agent = co_await callableAgent(source, *usable);
    if (!agent)
        co_return 1;
    asJson ? printToolsJson(agent->toolInfos()) : printTools(agent->toolInfos());
    co_return 0;
}

} // namespace

int tools(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Lists the tools of an agent as its model is offered them. No model is "
                                     u"asked; MCP servers are started, "
                                     "for they tell their tools themselves."_s);
    parser.addPositionalArgument(u"agent"_s, u"Agent file or template name."_s, u"AGENT"_s);
    const QCommandLineOption asJson(u"json"_s,
                                    u"Print JSON: all of it, with the schemas of the arguments."_s);
    parser.addOption(asJson);
    if (const auto status = parse(parser, u"tools"_s, arguments))
        return *status;
    if (parser.positionalArguments().size() != 1) {
        complain(u"slipway tools: name one agent file or template. Try: slipway tools starter"_s);
        return 2;
    }
    const auto source = findAgent(parser.positionalArguments().constFirst());
    if (!source) {
        complain(source.error().message);
        return 1;
    }
    return workOff([source = *source, json = parser.isSet(asJson)] { return listTools(source, json); });
}

} // namespace app
