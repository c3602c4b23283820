// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/anthropic/MessagesAnswer.h"

using namespace Qt::StringLiterals;
using namespace agent;

namespace server::anthropic {

OutputMessage begunWith(const RunEvent &started)
{
    OutputMessage message;
    message.id = u"msg_"_s + started.run;
    message.model = started.agent;
    return message;
}

QString stopReason(AnswerEnd end)
{
    switch (end) {
    case AnswerEnd::Complete:
        return u"end_turn"_s;
    case AnswerEnd::Calls:
        return u"tool_use"_s;
    case AnswerEnd::CutOff:
    case AnswerEnd::Limited:
        return u"max_tokens"_s;
    case AnswerEnd::Withheld:
        return u"refusal"_s;
    }
    Q_UNREACHABLE();
}

MessageUsage usageOf(const Usage &usage)
{
    return {usage.inputTokens - usage.cachedTokens, 0, usage.cachedTokens, usage.outputTokens};
}

QJsonObject toolUse(const ToolCall &call, const QJsonObject &input)
{
    return {{u"type"_s, u"tool_use"_s}, {u"id"_s, call.id}, {u"name"_s, call.name}, {u"input"_s, input}};
}

OutputMessage messageOf(const RunEvent &started, const ClientAnswer &answer, bool withThinking)
{
    OutputMessage message = begunWith(started);
    if (withThinking && !answer.reasoning.isEmpty())
        message.content.append(QJsonObject{
            {u"type"_s, u"thinking"_s}, {u"thinking"_s, answer.reasoning}, {u"signature"_s, QString(u""_s)}});
    if (!answer.text.isEmpty())
        message.content.append(
            QJsonObject{{u"type"_s, u"text"_s}, {u"text"_s, answer.text}, {u"citations"_s, QJsonValue()}});
    for (const ToolCall &call : answer.calls)
        message.content.append(toolUse(call, call.arguments));
    message.stopReason = stopReason(answer.end);
    message.usage = usageOf(answer.usage);
    return message;
}

} // namespace server::anthropic
