// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/openai/ChatStream.h"

#include "server/dialects/openai/OpenAiError.h"

using namespace Qt::StringLiterals;
using namespace agent;

namespace server::openai {

EventData ChatStream::take(const RunEvent &event, const Run &run)
{
    if (std::holds_alternative<RunStarted>(event.body)) {
        m_begun = begunWith(event);
        m_begun.object = u"chat.completion.chunk"_s;
        return {chunk(Said{u"assistant"_s, QString(u""_s), {}, {}})};
    }
    const LiveAnswer::News news = m_live.take(event, run);
    if (const auto *text = std::get_if<LiveAnswer::Text>(&news))
        return say(*text);
    if (const auto *reasoning = std::get_if<LiveAnswer::Reasoning>(&news))
        return {chunk(Said{{}, QJsonValue::Undefined, reasoning->piece, {}})};
    if (const auto *ended = std::get_if<LiveAnswer::Ended>(&news))
        return end(*ended);
    return {};
}

EventData ChatStream::say(const LiveAnswer::Text &text)
{
    const bool isApart = text.isNew && m_hasSaid;
    m_hasSaid = true;
    return {chunk(Said{{}, isApart ? u"\n\n"_s + text.piece : text.piece, {}, {}})};
}

EventData ChatStream::end(const LiveAnswer::Ended &answer)
{
    if (!answer)
        return {json::text(failureObject(answer.error()))};
    EventData last;
    if (!answer->text.isEmpty())
        last += say({answer->text, true});
    if (!answer->calls.isEmpty())
        last.append(chunk(Said{{}, QJsonValue::Undefined, {}, calledTools(answer->calls, true)}));
    last.append(chunk({}, finishReason(answer->end)));
    if (m_withUsage) {
        ChatCompletion usage = m_begun;
        usage.usage = usageOf(answer->usage);
        last.append(json::text(json::toJson(usage)));
    }
    last.append("[DONE]");
    return last;
}

QByteArray ChatStream::chunk(const Said &delta, const QJsonValue &finishReason) const
{
    ChatCompletion made = m_begun;
    made.choices = {Choice{0, {}, delta, {}, finishReason}};
    return json::text(json::toJson(made));
}

} // namespace server::openai
