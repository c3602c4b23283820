// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/Guardrails.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

QString nounOf(GuardrailPlace place)
{
    switch (place) {
    case GuardrailPlace::Input:
        return u"message"_s;
    case GuardrailPlace::Output:
        return u"answer"_s;
    case GuardrailPlace::Arguments:
        return u"tool call"_s;
    case GuardrailPlace::Results:
        return u"result of the tool"_s;
    }
    Q_UNREACHABLE();
}

QString sentenceOf(const GuardrailSpec &rule, GuardrailPlace place)
{
    return rule.message.value_or(
        u"The %1 was stopped by the guardrail \"%2\"."_s.arg(nounOf(place), rule.name));
}

void tell(Run &run, const Screened &result, const QString &call = {})
{
    for (GuardrailHit hit : result.hits) {
        hit.call = call;
        run.journal.append(hit);
    }
}

void screenArguments(Run &run, ToolCall &call)
{
    const Screened result = screened(*run.agent, GuardrailPlace::Arguments, call.arguments);
    tell(run, result, call.id);
    call.arguments = result.value.toObject();
    if (!call.unreadable)
        return;
    const Screened unreadable = screened(*run.agent, GuardrailPlace::Arguments, *call.unreadable);
    tell(run, unreadable, call.id);
    call.unreadable = unreadable.value.toString();
}

} // namespace

Screened screened(const Agent &agent, GuardrailPlace place, const QJsonValue &value)
{
    Screened out{value, {}, {}};
    for (qsizetype i = 0; i < agent.guardrails.size(); ++i) {
        const GuardrailSpec &rule = agent.guardrails[i].spec();
        const auto marked = rule.on.contains(place) ? agent.guardrails[i].marked(out.value) : std::nullopt;
        if (!marked)
            continue;
        out.hits.append({place, rule.name, rule.action});
        if (rule.action != GuardrailAction::Warn)
            out.value = *marked;
        if (rule.action == GuardrailAction::Block && out.passed)
            out.passed = fail(ErrorKind::Denied, sentenceOf(rule, place), json::pointer(u"/guardrails"_s, i));
    }
    return out;
}

Screened screenInput(Run &run)
{
    Screened last;
    if (run.agent->guardrails.isEmpty())
        return last;
    for (Message &message : run.request.messages) {
        if (message.role != Role::User)
            continue;
        last = screened(*run.agent, GuardrailPlace::Input, message.text);
        message.text = last.value.toString();
    }
    return last;
}

Result<> steerRun(Run &run, const QString &text, const QString &by)
{
    const Screened input = screened(*run.agent, GuardrailPlace::Input, text);
    if (!run.journal.isFinished())
        tell(run, input);
    return input.passed ? run.control().steer(input.value.toString(), by) : input.passed;
}

bool holdsOutput(const Agent &agent)
{
    return std::ranges::any_of(agent.guardrails, [](const GuardrailRule &rule) {
        return rule.spec().on.contains(GuardrailPlace::Output) && rule.spec().action != GuardrailAction::Warn;
    });
}

Result<> screenReply(Run &run, ModelReply &reply, QString &reasoning)
{
    if (run.agent->guardrails.isEmpty())
        return {};
    const Screened text = screened(*run.agent, GuardrailPlace::Output, reply.message.text);
    tell(run, text);
    reply.message.text = text.value.toString();
    reasoning = screened(*run.agent, GuardrailPlace::Output, reasoning).value.toString();
    for (ToolCall &call : reply.message.toolCalls)
        screenArguments(run, call);
    return text.passed;
}

std::optional<QString> refusalOf(const Run &run, const ToolCall &call)
{
    for (const GuardrailRule &rule : run.agent->guardrails) {
        const GuardrailHit refusal{GuardrailPlace::Arguments, rule.spec().name, GuardrailAction::Block,
                                   call.id};
        const auto isRefusal = [&refusal](const RunEvent &event) {
            const auto *hit = std::get_if<GuardrailHit>(&event.body);
            return hit && *hit == refusal;
        };
        if (std::ranges::any_of(run.journal.events(), isRefusal))
            return sentenceOf(rule.spec(), GuardrailPlace::Arguments);
    }
    return std::nullopt;
}

ToolResult screenResult(Run &run, const ToolCall &call, ToolResult result)
{
    const Screened text = screened(*run.agent, GuardrailPlace::Results, result.text);
    tell(run, text, call.id);
    result.text = text.passed ? text.value.toString() : text.passed.error().message;
    if (!text.passed)
        result.outcome = ToolOutcome::Denied;
    return result;
}

} // namespace agent
