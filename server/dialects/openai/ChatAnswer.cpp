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

Result<ChatCompletion> completionOf(const QList<RunEvent> &events)
{
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
    Said said{u"assistant"_s, contentOf(finished), {}};
    if (!reasoning.isEmpty())
        said.reasoningContent = reasoning;
    completion.choices = {Choice{0, said, {}, {}, finishReason(finished, last)}};
    completion.usage = usageOf(finished.usage);
    return completion;
}

} // namespace server::openai
