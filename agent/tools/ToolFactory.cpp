// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/ToolFactory.h"

#include "agent/tools/Arguments.h"
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
        return makeToolboxTool(entry->name, infoOf(spec, *entry), m_environment, m_pool);
    };
    const auto fromHttp = [](const HttpTool &) -> Result<ToolPtr> {
        return fail(ErrorKind::InvalidInput, u"tools that make HTTP requests are not known yet"_s);
    };
    return std::visit(Overloaded{fromToolbox, fromHttp}, spec.kind);
}

Result<QList<ToolPtr>> ToolFactory::make(const QList<ToolSpec> &specs) const
{
    QList<ToolPtr> tools;
    for (qsizetype i = 0; i < specs.size(); ++i) {
        if (!specs[i].enabled)
            continue;
        const auto tool = makeOne(specs[i]);
        if (!tool)
            return fail(tool.error().kind, tool.error().message, json::pointer(u"/tools"_s, i));
        tools.append(*tool);
    }
    return tools;
}

} // namespace agent
