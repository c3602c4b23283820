// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/openai/ChatStream.h"

#include "agent/run/FinalAnswer.h"
#include "server/dialects/HandedBack.h"
#include "server/dialects/openai/OpenAiError.h"

using namespace Qt::StringLiterals;
using namespace agent;

namespace server::openai {

EventData ChatStream::take(const RunEvent &event, const Run &run)
{
    if (std::holds_alternative<RunStarted>(event.body))
        return begin(event, run);
    if (const auto *delta = std::get_if<TextDelta>(&event.body))
        return say(*delta);
    if (const auto *delta = std::get_if<ReasoningDelta>(&event.body))
        return {chunk(Said{{}, QJsonValue::Undefined, delta->text, {}})};
    if (const auto *finished = std::get_if<RunFinished>(&event.body))
        return end(*finished, handedBack(run.journal.events()));
    if (const auto *retried = std::get_if<ModelRetried>(&event.body)) {
        breakOff(*retried, run);
    } else if (const auto *replied = std::get_if<ModelReplied>(&event.body)) {
        m_last = replied->finish;
        m_isSaying = false;
    }
    return {};
}

EventData ChatStream::begin(const RunEvent &event, const Run &run)
{
    m_begun = begunWith(event);
    m_begun.object = u"chat.completion.chunk"_s;
    m_isHeld = outputOf(run).has_value();
    return {chunk(Said{u"assistant"_s, QString(u""_s), {}, {}})};
}

EventData ChatStream::say(const TextDelta &delta)
{
    if (m_isHeld || m_broken)
        return {};
    const bool isNew = std::exchange(m_message, delta.message) != delta.message;
    m_isSaying = true;
    return {text(isNew && m_hasSaid ? u"\n\n"_s + delta.text : delta.text)};
}

void ChatStream::breakOff(const ModelRetried &retried, const Run &run)
{
    if (!m_isSaying)
        return;
    m_broken = retried.error;
    run.stop.request_stop();
}

EventData ChatStream::end(const RunFinished &finished, const QList<ToolCall> &calls)
{
    if (m_broken || finished.error)
        return {json::text(failureObject(m_broken ? *m_broken : *finished.error))};
    EventData last;
    if (finished.status == RunStatus::Limited && m_hasSaid)
        last.append(text(u"\n\n"_s + finished.text));
    else if (finished.status == RunStatus::Limited || (m_isHeld && calls.isEmpty()))
        last.append(text(contentOf(finished)));
    if (!calls.isEmpty())
        last.append(chunk(Said{{}, QJsonValue::Undefined, {}, calledTools(calls, true)}));
    last.append(chunk({}, calls.isEmpty() ? finishReason(finished, m_last) : u"tool_calls"_s));
    if (m_withUsage) {
        ChatCompletion usage = m_begun;
        usage.usage = usageOf(finished.usage);
        last.append(json::text(json::toJson(usage)));
    }
    last.append("[DONE]");
    return last;
}

QByteArray ChatStream::text(const QString &piece)
{
    m_hasSaid = true;
    return chunk(Said{{}, piece, {}, {}});
}

QByteArray ChatStream::chunk(const Said &delta, const QJsonValue &finishReason) const
{
    ChatCompletion made = m_begun;
    made.choices = {Choice{0, {}, delta, {}, finishReason}};
    return json::text(json::toJson(made));
}

} // namespace server::openai
