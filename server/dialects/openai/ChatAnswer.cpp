// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/openai/ChatAnswer.h"

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

QString finishReason(AnswerEnd end)
{
    switch (end) {
    case AnswerEnd::Complete:
        return u"stop"_s;
    case AnswerEnd::Calls:
        return u"tool_calls"_s;
    case AnswerEnd::CutOff:
    case AnswerEnd::Limited:
        return u"length"_s;
    case AnswerEnd::Withheld:
        return u"content_filter"_s;
    }
    Q_UNREACHABLE();
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

ChatCompletion completionOf(const RunEvent &started, const ClientAnswer &answer)
{
    ChatCompletion completion = begunWith(started);
    completion.object = u"chat.completion"_s;
    Said said;
    said.role = u"assistant"_s;
    if (!answer.reasoning.isEmpty())
        said.reasoningContent = answer.reasoning;
    if (!answer.calls.isEmpty())
        said.toolCalls = calledTools(answer.calls, false);
    const bool isSilent = answer.text.isEmpty() && !answer.calls.isEmpty();
    said.content = isSilent ? QJsonValue() : answer.text;
    completion.choices = {Choice{0, said, {}, {}, finishReason(answer.end)}};
    completion.usage = usageOf(answer.usage);
    return completion;
}

} // namespace server::openai
