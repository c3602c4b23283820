// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/providers/scripted/ScriptProvider.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

using std::chrono::milliseconds;

/// One piece and the silence before it.
struct Step
{
    milliseconds silence{};
    ModelDelta delta;
};

QList<Step> stepsOf(const ScriptTurn &turn)
{
    QList<Step> steps;
    const auto add = [&](const ModelDelta &delta) {
        steps.append({milliseconds(steps.isEmpty() ? turn.waitMs : turn.pauseMs), delta});
    };
    for (const QString &piece : turn.reasoning.pieces)
        add(ReasoningPiece{piece});
    for (const QString &piece : turn.text.pieces)
        add(TextPiece{piece});
    return steps;
}

ModelReply replyOf(const ScriptTurn &turn, qint64 number)
{
    ModelReply reply;
    reply.message.role = Role::Assistant;
    reply.message.text = turn.text.pieces.join(QString());
    for (ToolCall call : turn.toolCalls) {
        if (call.id.isEmpty())
            call.id = u"call_%1_%2"_s.arg(number).arg(reply.message.toolCalls.size() + 1);
        reply.message.toolCalls.append(call);
    }
    const FinishReason usual = turn.toolCalls.isEmpty() ? FinishReason::Stop : FinishReason::ToolCalls;
    reply.finish = turn.finish.value_or(usual);
    reply.usage = turn.usage;
    return reply;
}

/// Nothing is heard for a while; not longer than the caller has patience.
Task<> silence(milliseconds length, milliseconds patience, std::stop_token stop)
{
    if (length.count() > 0 && !stop.stop_requested()) {
        Wake wake;
        wake.on(stop).after(std::min(length, patience));
        co_await wake.wait();
    }
    if (stop.stop_requested())
        co_return fail(ErrorKind::Cancelled, u"The model call was stopped"_s);
    if (length > patience) {
        co_return fail(ErrorKind::Timeout,
                       u"The script was silent for longer than %1 ms"_s.arg(patience.count()));
    }
    co_return Result<>();
}

Task<ModelReply> perform(ScriptTurn turn, qint64 number, ModelSink sink, milliseconds patience,
                         std::stop_token stop)
{
    const QList<Step> steps = stepsOf(turn);
    for (const Step &step : steps) {
        if (const auto heard = co_await silence(step.silence, patience, stop); !heard)
            co_return tl::unexpected(heard.error());
        sink(step.delta);
    }
    const milliseconds rest(steps.isEmpty() ? turn.waitMs : turn.pauseMs);
    if (const auto heard = co_await silence(rest, patience, stop); !heard)
        co_return tl::unexpected(heard.error());
    if (!turn.error)
        co_return replyOf(turn, number);
    Error error{turn.error->kind, turn.error->message, {}};
    if (turn.error->retryAfterSeconds)
        error.retryAfter = std::chrono::seconds(*turn.error->retryAfterSeconds);
    co_return tl::unexpected(error);
}

Task<ModelReply> usedUp(qsizetype turns)
{
    co_return fail(
        ErrorKind::NotFound,
        u"All turns of the script are used up, %1 in number; add turns or \"repeat: true\""_s.arg(turns));
}

} // namespace

ScriptProvider::ScriptProvider(Script script)
    : m_script(std::move(script))
{
}

QString ScriptProvider::name() const
{
    return u"scripted"_s;
}

QString ScriptProvider::defaultModel() const
{
    return u"scripted"_s;
}

Task<ModelReply> ScriptProvider::complete(ModelRequest request, ModelSink sink, std::stop_token stop)
{
    const qsizetype count = m_script.turns.size();
    const qint64 number = ++m_calls;
    if (count == 0 || (number > count && !m_script.repeat))
        return usedUp(count);
    const ScriptTurn &turn = m_script.turns[static_cast<qsizetype>((number - 1) % count)];
    return perform(turn, number, std::move(sink), request.idleLimit, std::move(stop));
}

} // namespace agent
