// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/native/NativeWire.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace agent;

namespace server::native {
namespace {

QJsonValue orNull(const std::optional<double> &number)
{
    return number ? QJsonValue(*number) : QJsonValue(QJsonValue::Null);
}

// Gathers what an answer shows of a run, event by event.
struct Fold
{
    RunAnswer answer;
    QString reasoning;
    RunFinished finished;

    void take(const RunStarted &event)
    {
        if (!event.session.isEmpty())
            answer.sessionId = event.session;
    }
    void take(const ToolCalled &event)
    {
        answer.toolCalls.append({event.call.id, event.call.name, event.call.arguments, {}, {}, {}});
    }
    void take(const ToolFinished &event)
    {
        const auto isMeant = [&event](const CalledTool &call) { return call.id == event.call; };
        const auto call = std::ranges::find_if(answer.toolCalls, isMeant);
        if (call == answer.toolCalls.end())
            return;
        call->outcome = event.outcome;
        call->result = event.text;
        call->durationMs = event.duration.count();
        if (!event.attachments.isEmpty())
            call->attachments = event.attachments;
    }
    void take(const ModelReplied &event)
    {
        if (!answer.firstTokenMs)
            answer.firstTokenMs = event.firstToken.count();
    }
    void take(const LimitHit &event)
    {
        if (!event.warning)
            answer.limit = HitLimit{event.limit, event.value, event.cap};
    }
    void take(const LimitRaised &) { answer.limit.reset(); }
    void take(const ReasoningDelta &event) { reasoning += event.text; }
    void take(const RunFinished &event) { finished = event; }
    template<class Other>
    void take(const Other &)
    {
    }
};

} // namespace

Result<QList<Message>> conversation(const PromptRequest &request)
{
    if (request.prompt.trimmed().isEmpty())
        return fail(ErrorKind::InvalidInput, u"prompt is required"_s, u"/prompt"_s);
    if (request.continues && !request.messages.isEmpty())
        return fail(ErrorKind::InvalidInput, u"with continue the messages are those of the session"_s,
                    u"/messages"_s);
    QList<Message> messages;
    for (const Turn &turn : request.messages) {
        if (turn.role != Role::User && turn.role != Role::Assistant) {
            const QString where = json::pointer(u"/messages"_s, messages.size()) + u"/role"_s;
            return fail(ErrorKind::InvalidInput, u"role must be user or assistant"_s, where);
        }
        messages.append(Message{turn.role, turn.content, {}, {}});
    }
    messages.append(Message{Role::User, request.prompt, {}, {}});
    return messages;
}

Result<QString> sessionOf(const PromptRequest &request)
{
    constexpr qsizetype longest = 128;
    QString name = request.sessionId.value_or(QString());
    const QList<uint> characters = name.toUcs4();
    const auto isPlain = [](char32_t c) { return QChar::isPrint(c) && !QChar::isSpace(c); };
    const bool isName =
        !name.isEmpty() && characters.size() <= longest && std::ranges::all_of(characters, isPlain);
    if (request.continues && !request.sessionId)
        return fail(ErrorKind::InvalidInput, u"continue needs the session_id of what is to go on"_s,
                    u"/continue"_s);
    if (request.sessionId && !isName)
        return fail(ErrorKind::InvalidInput,
                    u"session_id must be 1 to 128 printable characters without spaces"_s, u"/session_id"_s);
    return name;
}

Result<AgentPtr> agentFor(const AgentPtr &agent, const std::optional<Overrides> &overrides)
{
    if (!overrides)
        return agent;
    const auto outOfRange = [](const QString &key, const QString &range) {
        return fail(ErrorKind::InvalidInput, u"%1 must be %2"_s.arg(key, range),
                    u"/config_overrides/"_s + key);
    };
    if (overrides->temperature && (*overrides->temperature < 0 || *overrides->temperature > 2))
        return outOfRange(u"temperature"_s, u"between 0 and 2"_s);
    if (overrides->maxTokens && *overrides->maxTokens < 1)
        return outOfRange(u"max_tokens"_s, u"at least 1"_s);
    if (overrides->maxIterations && *overrides->maxIterations < 1)
        return outOfRange(u"max_iterations"_s, u"at least 1"_s);
    const auto overlaid = std::make_shared<Agent>(*agent);
    AgentSpec &spec = overlaid->spec;
    spec.temperature = overrides->temperature.value_or(spec.temperature);
    spec.maxTokens = overrides->maxTokens.value_or(spec.maxTokens);
    spec.maxIterations = overrides->maxIterations.value_or(spec.maxIterations);
    spec.systemPrompt = overrides->systemPrompt.value_or(spec.systemPrompt);
    if (overrides->reasoningStrategy)
        spec.reasoningStrategy = overrides->reasoningStrategy;
    overlaid->model = overrides->model.value_or(overlaid->model);
    return AgentPtr(overlaid);
}

Result<RunAnswer> answerOf(const QList<RunEvent> &events)
{
    Fold fold;
    for (const RunEvent &event : events)
        std::visit([&fold](const auto &body) { fold.take(body); }, event.body);
    const RunFinished &finished = fold.finished;
    if (finished.error)
        return tl::unexpected(*finished.error);
    RunAnswer &answer = fold.answer;
    answer.content = finished.text;
    answer.output = finished.output;
    answer.reasoning = fold.reasoning.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(fold.reasoning);
    answer.iterations = finished.turns;
    answer.tokens = finished.usage.totalTokens();
    answer.costUsd = orNull(finished.costUsd);
    answer.runId = events.constLast().run;
    answer.status = finished.status;
    answer.usage = finished.usage;
    answer.durationMs = finished.duration.count();
    return answer;
}

} // namespace server::native
