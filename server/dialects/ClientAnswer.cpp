// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/ClientAnswer.h"

#include "agent/run/FinalAnswer.h"
#include "server/dialects/HandedBack.h"

using namespace agent;

namespace server {
namespace {

AnswerEnd endOf(const ClientAnswer &answer, const RunFinished &finished, FinishReason last)
{
    if (!answer.calls.isEmpty())
        return AnswerEnd::Calls;
    if (finished.status == RunStatus::Limited)
        return AnswerEnd::Limited;
    if (last == FinishReason::Length)
        return AnswerEnd::CutOff;
    return last == FinishReason::Filtered ? AnswerEnd::Withheld : AnswerEnd::Complete;
}

} // namespace

Result<ClientAnswer> clientAnswer(const Run &run)
{
    const QList<RunEvent> &events = run.journal.events();
    const auto &finished = std::get<RunFinished>(events.constLast().body);
    if (finished.error)
        return tl::unexpected(*finished.error);
    ClientAnswer answer;
    FinishReason last = FinishReason::Stop;
    for (const RunEvent &event : events) {
        if (const auto *delta = std::get_if<ReasoningDelta>(&event.body))
            answer.reasoning += delta->text;
        else if (const auto *replied = std::get_if<ModelReplied>(&event.body))
            last = replied->finish;
    }
    answer.calls = handedBack(events);
    answer.end = endOf(answer, finished, last);
    answer.usage = finished.usage;
    if (finished.output)
        answer.text = QString::fromUtf8(json::text(*finished.output));
    else if (answer.calls.isEmpty() || !outputOf(run))
        answer.text = finished.text;
    return answer;
}

LiveAnswer::News LiveAnswer::take(const RunEvent &event, const Run &run)
{
    if (const auto *delta = std::get_if<TextDelta>(&event.body))
        return say(*delta, run);
    if (const auto *delta = std::get_if<ReasoningDelta>(&event.body))
        return Reasoning{delta->text};
    if (std::holds_alternative<RunFinished>(event.body))
        return end(run);
    if (const auto *retried = std::get_if<ModelRetried>(&event.body))
        breakOff(*retried, run);
    else if (std::holds_alternative<ModelReplied>(event.body))
        m_isSaying = false;
    return {};
}

LiveAnswer::News LiveAnswer::say(const TextDelta &delta, const Run &run)
{
    if (m_broken || outputOf(run))
        return {};
    m_isSaying = true;
    const bool isNew = std::exchange(m_message, delta.message) != delta.message;
    return Text{delta.text, isNew};
}

void LiveAnswer::breakOff(const ModelRetried &retried, const Run &run)
{
    if (!m_isSaying)
        return;
    m_broken = retried.error;
    run.stop.request_stop();
}

LiveAnswer::Ended LiveAnswer::end(const Run &run) const
{
    if (m_broken)
        return tl::unexpected(*m_broken);
    Result<ClientAnswer> answer = clientAnswer(run);
    if (answer && answer->end != AnswerEnd::Limited && !outputOf(run))
        answer->text.clear();
    return answer;
}

} // namespace server
