// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/ToolTurn.h"

#include "agent/run/ClientTools.h"
#include "agent/run/Guardrails.h"
#include "agent/run/Limits.h"
#include "agent/run/Permission.h"
#include "agent/run/Progress.h"
#include "agent/tools/Arguments.h"

using namespace Qt::StringLiterals;

namespace agent {
namespace {

ToolResult refused(const QString &sentence)
{
    return {ToolOutcome::Error, sentence};
}

ToolResult unknownTool(const Run &run, const QString &name)
{
    QStringList known;
    for (const ToolInfo &info : offeredTools(run))
        known.append(info.name);
    return refused(u"Unknown tool '%1'. Available tools: %2"_s.arg(name, known.join(u", "_s)));
}

QCoro::Task<ToolResult> carryOut(RunPtr run, ToolCall call)
{
    const std::optional<ToolInfo> info = offeredTool(*run, call.name);
    if (!info)
        co_return unknownTool(*run, call.name);
    if (call.unreadable)
        co_return refused(
            u"The arguments of %1 were not a JSON object: %2"_s.arg(call.name, call.unreadable->left(200)));
    if (const auto sentence = refusalOf(*run, call))
        co_return ToolResult{ToolOutcome::Denied, *sentence};
    const Result<QJsonObject> arguments = checkedArguments(*info, call.arguments);
    if (!arguments)
        co_return refused(arguments.error().message);
    if (const auto sentence = repetition(*run, call))
        co_return refused(*sentence);
    const Permission given = co_await permission(run, call, *info, *arguments);
    if (given.result && !given.mocked)
        co_return *given.result;
    run->journal.append(ToolStarted{call.id, given.mocked});
    if (given.result)
        co_return *given.result;
    const std::optional<Colleague> colleague = run->agent->colleague(call.name);
    if (colleague)
        co_return co_await reach(run, *colleague, given.arguments);
    const ToolPtr tool = run->agent->tool(call.name);
    const auto ask = [run, call, tool = *info](Question question, std::stop_token stop) {
        return askPerson(run, call, tool, std::move(question), std::move(stop));
    };
    const CallContext context{run->stop.get_token(), progressWriter(run, call.id), ask};
    co_return co_await tool->call(given.arguments, context);
}

QCoro::Task<Message> answer(RunPtr run, ToolCall call)
{
    const Stopwatch watch;
    ToolResult result = co_await carryOut(run, call);
    result = screenResult(*run, call, std::move(result));
    run->journal.append(ToolFinished{call.id, call.name, result.outcome, result.text, watch.elapsed(),
                                     result.usage, result.costUsd, result.attachments});
    Message message{Role::Tool, result.text, {}, call.id, result.attachments};
    message.failed = result.outcome != ToolOutcome::Ok;
    co_return message;
}

} // namespace

QCoro::Task<QList<Message>> callTools(RunPtr run, QList<ToolCall> calls)
{
    for (const ToolCall &call : calls) {
        const std::optional<ToolInfo> tool = offeredTool(*run, call.name);
        run->journal.append(ToolCalled{call, tool ? tool->kind : QString()});
    }
    std::vector<QCoro::Task<Message>> running; // a task starts at once, so all of them run side by side
    running.reserve(calls.size());
    for (const ToolCall &call : calls)
        running.push_back(answer(run, call));
    QList<Message> messages;
    for (QCoro::Task<Message> &task : running)
        messages.append(co_await task);
    co_return messages;
}

} // namespace agent
