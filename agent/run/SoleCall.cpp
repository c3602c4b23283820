// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/SoleCall.h"

#include "agent/base/Nearest.h"
#include "agent/run/Guardrails.h"
#include "agent/run/Permission.h"
#include "agent/run/Progress.h"
#include "agent/tools/Arguments.h"

using namespace Qt::StringLiterals;

namespace agent {
namespace {

Result<ToolPtr> toolNamed(const Agent &agent, const QString &name)
{
    if (ToolPtr tool = agent.tool(name))
        return tool;
    if (agent.colleague(name))
        return fail(ErrorKind::InvalidInput,
                    u"\"%1\" is another agent, not a tool that can be called alone."_s.arg(name));
    QStringList names;
    for (const ToolPtr &tool : agent.tools)
        names.append(tool->info().name);
    const QString near = nearest(name, names);
    const QString known = names.isEmpty() ? u"the agent has none"_s : u"there are "_s + names.join(u", "_s);
    const QString hint = near.isEmpty() ? known : u"did you mean \"%1\"?"_s.arg(near);
    return fail(ErrorKind::NotFound,
                u"There is no tool \"%1\"; %2"_s.arg(name.left(100), hint)
                    + (near.isEmpty() ? u"."_s : QString()));
}

QCoro::Task<Result<ToolResult>> carryOutAlone(RunPtr run, ToolPtr tool, ToolCall call, bool allowed)
{
    if (const auto sentence = refusalOf(*run, call))
        co_return fail(ErrorKind::Denied, *sentence);
    const Result<QJsonObject> arguments = checkedArguments(tool->info(), call.arguments);
    if (!arguments)
        co_return tl::unexpected(arguments.error());
    call.arguments = *arguments;
    const Result<Permission> given = permissionAlone(*run->agent, call, tool->info(), allowed);
    if (!given)
        co_return tl::unexpected(given.error());
    if (given->allowed)
        run->journal.append(ApprovalGiven{u"1"_s, call.id, Decision::Allowed});
    run->journal.append(ToolStarted{call.id, given->mocked});
    const std::optional<ToolResult> canned = given->result;
    if (canned)
        co_return *canned;
    const CallContext context{run->stop.get_token(), progressWriter(run, call.id)};
    co_return co_await tool->call(*arguments, context);
}

/// As a model would be told.
ToolResult asResult(const Error &error)
{
    return {error.kind == ErrorKind::Denied ? ToolOutcome::Denied : ToolOutcome::Error, error.message};
}

} // namespace

Task<ToolFinished> callAlone(RunPtr run, SoleCall wanted)
{
    const Result<ToolPtr> tool = toolNamed(*run->agent, wanted.tool);
    if (!tool)
        co_return tl::unexpected(tool.error());
    const Stopwatch watch;
    run->stop = wanted.stop;
    ToolCall call{u"1"_s, wanted.tool, wanted.arguments, {}};
    screenArguments(*run, call);
    run->journal.append(ToolCalled{call, (*tool)->info().kind});
    const Result<ToolResult> result = co_await carryOutAlone(run, *tool, call, wanted.allowed);
    const ToolResult told = result ? screenResult(*run, call, *result) : asResult(result.error());
    const ToolFinished finished{call.id,         call.name,  told.outcome, told.text,
                                watch.elapsed(), told.usage, told.costUsd, told.attachments};
    run->journal.append(finished);
    if (!result)
        co_return tl::unexpected(result.error());
    co_return finished;
}

} // namespace agent
