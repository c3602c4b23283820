// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/openai/ChatAnswer.h"

#include "agent/run/FinalAnswer.h"
#include "server/dialects/HandedBack.h"

using namespace Qt::StringLiterals;
using namespace agent;

namespace server::openai {

ChatCompletion begunWith(const RunEvent &started)
{
    ChatCompletion completion;
    completion.id = u"chatcmpl-"_s + started.run;
    completion.created = started.at.toSecsSinceEpoch();
    completion.model = started.agent;
    return completion;
}

QString contentOf(const RunFinished &finished)
{
    return finished.output ? QString::fromUtf8(json::text(*finished.output)) : finished.text;
}

QString finishReason(const RunFinished &finished, FinishReason last)
{
    if (finished.status == RunStatus::Limited || last == FinishReason::Length)
        return u"length"_s;
    return last == FinishReason::Filtered ? u"content_filter"_s : u"stop"_s;
}

ChatUsage usageOf(const Usage &usage)
{
    return {usage.inputTokens,
            usage.outputTokens,
            usage.totalTokens(),
            {usage.cachedTokens},
            {usage.reasoningTokens}};
}

QList<CalledTool> calledTools(const QList<ToolCall> &calls, bool withIndex)
{
    QList<CalledTool> called;
    for (const ToolCall &call : calls) {
        CalledTool tool;
        if (withIndex)
            tool.index = static_cast<int>(called.size());
        tool.id = call.id;
        tool.function = {call.name, QString::fromUtf8(json::text(call.arguments))};
        called.append(tool);
    }
    return called;
}

Result<ChatCompletion> completionOf(const Run &run)
{
    const QList<RunEvent> &events = run.journal.events();
    const auto &finished = std::get<RunFinished>(events.constLast().body);
    if (finished.error)
        return tl::unexpected(*finished.error);
    QString reasoning;
    FinishReason last = FinishReason::Stop;
    for (const RunEvent &event : events) {
        if (const auto *delta = std::get_if<ReasoningDelta>(&event.body))
            reasoning += delta->text;
        else if (const auto *replied = std::get_if<ModelReplied>(&event.body))
            last = replied->finish;
    }
    ChatCompletion completion = begunWith(events.constFirst());
    completion.object = u"chat.completion"_s;
    Said said;
    said.role = u"assistant"_s;
    if (!reasoning.isEmpty())
        said.reasoningContent = reasoning;
    const QList<ToolCall> calls = handedBack(events);
    if (!calls.isEmpty())
        said.toolCalls = calledTools(calls, false);
    const bool isSilent = !calls.isEmpty() && (finished.text.isEmpty() || outputOf(run));
    said.content = isSilent ? QJsonValue() : contentOf(finished);
    const QString reason = calls.isEmpty() ? finishReason(finished, last) : u"tool_calls"_s;
    completion.choices = {Choice{0, said, {}, {}, reason}};
    completion.usage = usageOf(finished.usage);
    return completion;
}

} // namespace server::openai
