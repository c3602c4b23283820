// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/ToolFactory.h"

#include "agent/tools/Arguments.h"
#include "agent/tools/command/CommandTools.h"
#include "agent/tools/http/FetchingTool.h"
#include "agent/tools/http/RequestTemplate.h"
#include "agent/tools/toolbox/ToolboxTools.h"
#include "agent/values/Toolbox.h"

#include <QThreadPool>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

ToolInfo infoOf(const ToolSpec &spec, const ToolboxEntry &entry)
{
    return {spec.name.isEmpty() ? entry.name : spec.name,
            spec.description.isEmpty() ? entry.description : spec.description,
            spec.parameters.value_or(entry.parameters), u"toolbox"_s, entry.sideEffect};
}

Result<ToolPtr> makeHttpTool(const HttpTool &tool, const ToolSpec &spec, const ToolEnvironment &environment)
{
    const auto request = RequestTemplate::make(tool, environment.environment);
    if (!request)
        return tl::unexpected(request.error());
    const QJsonObject parameters = spec.parameters.value_or(noParameters());
    if (const auto known = checkPlaces(request->places(), parameters); !known)
        return tl::unexpected(known.error());
    const ToolInfo info{spec.name, spec.description, parameters, u"http"_s, SideEffect::Network};
    const auto plan = [request = *request, anywhere = environment.mayReachPrivateNetwork](
                          const QJsonObject &arguments) -> Result<FetchRequest> {
        auto filled = request.fill(arguments);
        if (filled)
            filled->mayReachPrivateNetwork = anywhere;
        return filled;
    };
    return std::make_shared<FetchingTool>(info, plan, maxFetchBytes);
}

} // namespace

ToolFactory::ToolFactory(ToolEnvironment environment)
    : m_environment(std::move(environment))
    , m_pool(std::make_shared<QThreadPool>())
{
    // Such tools mostly wait, so this is not about the number of cores.
    constexpr int workers = 16;
    m_pool->setMaxThreadCount(workers);
}

Result<ToolPtr> ToolFactory::makeOne(const ToolSpec &spec) const
{
    if (spec.parameters) {
        if (const auto usable = checkParameters(*spec.parameters); !usable)
            return tl::unexpected(usable.error());
    }
    const auto fromToolbox = [&](const ToolboxTool &kind) -> Result<ToolPtr> {
        const ToolboxEntry *entry = toolboxEntry(kind.tool);
        if (!entry)
            return fail(ErrorKind::NotFound, u"there is no tool \"%1\" in the toolbox"_s.arg(kind.tool));
        return makeToolboxTool(*entry, infoOf(spec, *entry), m_environment, m_pool);
    };
    const auto fromHttp = [&](const HttpTool &kind) { return makeHttpTool(kind, spec, m_environment); };
    const auto fromCommand = [&](const CommandTool &kind) {
        return makeCommandTool(kind, spec, m_environment);
    };
    const auto fromAgent = [&](const AgentTool &) -> Result<ToolPtr> {
        return fail(ErrorKind::Internal, u"an agent is no tool that can be made alone"_s);
    };
    return std::visit(Overloaded{fromToolbox, fromHttp, fromCommand, fromAgent}, spec.kind);
}

Result<QList<ToolPtr>> ToolFactory::make(const QList<ToolSpec> &specs) const
{
    QList<ToolPtr> tools;
    for (qsizetype i = 0; i < specs.size(); ++i) {
        if (!specs[i].enabled || std::holds_alternative<AgentTool>(specs[i].kind))
            continue;
        const auto tool = makeOne(specs[i]);
        if (!tool)
            return fail(tool.error().kind, tool.error().message, json::pointer(u"/tools"_s, i));
        tools.append(*tool);
    }
    return tools;
}

} // namespace agent
