// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/agent/ScriptedProvider.h"

using namespace Qt::StringLiterals;
using namespace agent;

namespace testing {

Task<ModelReply> ScriptedProvider::complete(ModelRequest request, ModelSink sink, std::stop_token stop)
{
    requests.append(request);
    if (steps.empty())
        co_return fail(ErrorKind::Internal, u"the script has ended"_s);
    const Step step = steps.front();
    steps.pop_front();
    if (!step.reasoning.isEmpty())
        sink(ReasoningPiece{step.reasoning});
    for (const QString &piece : step.pieces)
        sink(TextPiece{piece});
    if (step.delay.count() > 0) {
        Wake wake;
        wake.on(stop).after(step.delay);
        co_await wake.wait();
    }
    if (stop.stop_requested())
        co_return fail(ErrorKind::Cancelled, u"stopped"_s);
    co_return step.reply;
}

ScriptedProvider::Step says(const QString &text)
{
    ModelReply reply;
    reply.message = {Role::Assistant, text, {}, {}};
    reply.usage = Usage{10, 5, 0, 0};
    QStringList pieces;
    for (const QString &word : text.split(u' '))
        pieces.append(pieces.isEmpty() ? word : u' ' + word);
    return {reply, pieces, {}};
}

ScriptedProvider::Step calls(const QList<ToolCall> &calls)
{
    ModelReply reply;
    reply.message = {Role::Assistant, {}, calls, {}};
    reply.finish = FinishReason::ToolCalls;
    reply.usage = Usage{20, 7, 0, 0};
    return {reply, {}, {}};
}

ScriptedProvider::Step fails(ErrorKind kind, const QString &message)
{
    return {fail(kind, message, u"http://model"_s), {}, {}};
}

ScriptedTool::ScriptedTool(const QString &name, Function function, std::chrono::milliseconds delay)
    : ScriptedTool(name, std::move(function), delay,
                   {{u"type"_s, u"object"_s},
                    {u"properties"_s, QJsonObject{{u"n"_s, QJsonObject{{u"type"_s, u"integer"_s}}}}}})
{
}

ScriptedTool::ScriptedTool(const QString &name, Function function, std::chrono::milliseconds delay,
                           const QJsonObject &parameters)
    : m_info{name, u"A tool of the test."_s, parameters, u"scripted"_s, SideEffect::None}
    , m_function(std::move(function))
    , m_delay(delay)
{
}

QCoro::Task<ToolResult> ScriptedTool::call(QJsonObject arguments, CallContext context)
{
    if (m_delay.count() > 0) {
        Wake wake;
        wake.on(context.stop).after(m_delay);
        co_await wake.wait();
    }
    if (context.stop.stop_requested()) {
        ++cancelled;
        co_return ToolResult{ToolOutcome::Cancelled, u"cancelled"_s};
    }
    co_return m_function(arguments);
}

} // namespace testing
