// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/ToolFactory.h"

#include "agent/tools/Arguments.h"
#include "agent/tools/CarefulTool.h"
#include "agent/tools/WithoutSecrets.h"
#include "agent/tools/command/CommandTools.h"
#include "agent/tools/http/HttpTools.h"
#include "agent/tools/javascript/JavaScriptTools.h"
#include "agent/tools/mock/CannedTool.h"
#include "agent/tools/python/PythonTools.h"
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

QString entryPlace(qsizetype index)
{
    return u"entry %1 of \"tools\""_s.arg(index + 1);
}

QList<PlacedTool> placed(const ToolPtr &tool, qsizetype index)
{
    return {{tool, entryPlace(index)}};
}

/// Where the tool of each name comes from.
class ToolNames
{
public:
    Result<> take(const QString &name, const QString &place)
    {
        const auto known = m_places.constFind(name);
        if (known != m_places.constEnd())
            return fail(
                ErrorKind::Conflict,
                u"there are two tools named \"%1\", one in %2 and one in %3"_s.arg(name, *known, place));
        m_places.insert(name, place);
        return {};
    }

private:
    QHash<QString, QString> m_places;
};

} // namespace

ToolFactory::ToolFactory(ToolEnvironment environment)
    : m_environment(std::move(environment))
    , m_pool(std::make_shared<QThreadPool>())
    , m_scripts(std::make_shared<ScriptHosts>(m_environment.walls))
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
    const auto fromPython = [&](const PythonTool &) -> Result<ToolPtr> {
        return fail(ErrorKind::Internal, u"a Python file is no tool that can be made alone"_s);
    };
    const auto fromJavaScript = [&](const JavaScriptTool &kind) {
        return makeJavaScriptTool(kind, spec, m_environment, m_scripts);
    };
    const auto fromMock = [&](const MockTool &kind) -> Result<ToolPtr> {
        const ToolInfo info{spec.name, spec.description, spec.parameters.value_or(noParameters()), u"mock"_s};
        return std::make_shared<CannedTool>(info, kind);
    };
    const auto fromAgent = [&](const AgentTool &) -> Result<ToolPtr> {
        return fail(ErrorKind::Internal, u"an agent is no tool that can be made alone"_s);
    };
    return std::visit(
        Overloaded{fromToolbox, fromHttp, fromCommand, fromPython, fromJavaScript, fromMock, fromAgent},
        spec.kind);
}

Task<QList<ToolPtr>> ToolFactory::make(QList<ToolSpec> specs) const
{
    PythonTools python(m_environment);
    ToolNames names;
    QList<ToolPtr> tools;
    for (qsizetype i = 0; i < specs.size(); ++i) {
        const ToolSpec &spec = specs[i];
        const QString where = json::pointer(u"/tools"_s, i);
        if (!spec.enabled)
            continue;
        Result<QList<PlacedTool>> made = QList<PlacedTool>();
        if (std::holds_alternative<PythonTool>(spec.kind))
            made = co_await python.tools(spec);
        else if (!std::holds_alternative<AgentTool>(spec.kind))
            made = makeOne(spec).map([&](const ToolPtr &tool) { return placed(tool, i); });
        else
            names.take(spec.name, entryPlace(i));
        if (!made)
            co_return fail(made.error().kind, made.error().message, where);
        for (const PlacedTool &one : *made) {
            if (const auto isNew = names.take(one.tool->info().name, one.place); !isNew)
                co_return fail(isNew.error().kind, isNew.error().message, where);
            tools.append(withCare(withoutSecrets(one.tool, spec, m_environment.environment), spec.care));
        }
    }
    co_return tools;
}

} // namespace agent
