// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/Guardrails.h"

#include "agent/run/AttachmentText.h"

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

/// All texts in what a person or a tool says: its own, then of each attachment the name and the text it
/// holds.
QJsonArray textsOf(const auto &said)
{
    QJsonArray texts{said.text};
    for (const Attachment &attachment : said.attachments) {
        texts.append(attachment.name);
        texts.append(textOf(attachment).value_or(QString()));
    }
    return texts;
}

void setTexts(auto &said, const QJsonArray &texts)
{
    said.text = texts[0].toString();
    qsizetype at = 0;
    for (Attachment &attachment : said.attachments) {
        attachment.name = texts[++at].toString();
        const QString text = texts[++at].toString();
        if (text != textOf(attachment).value_or(QString()))
            attachment = withText(attachment, text);
    }
}

Screened screenTexts(const Agent &agent, GuardrailPlace place, auto &said)
{
    const QJsonArray texts = textsOf(said);
    Screened result = screened(agent, place, texts);
    if (result.value != texts)
        setTexts(said, result.value.toArray());
    return result;
}

/// What is to be put in the place of something a person gives while a tool call waits.
Result<QJsonValue> screenGiven(Run &run, GuardrailPlace place, const QJsonValue &given, const QString &call)
{
    const Screened result = screened(*run.agent, place, given);
    tell(run, result, call);
    return result.passed ? Result<QJsonValue>(result.value) : tl::unexpected(result.passed.error());
}

/// Screens what a client gives as the result of a call; what is refused, the model is told in its place.
QList<GuardrailHit> screenGivenResult(const Agent &agent, Message &message)
{
    Screened found = screenTexts(agent, GuardrailPlace::Results, message);
    for (GuardrailHit &hit : found.hits)
        hit.call = message.toolCallId;
    if (!found.passed) {
        message.text = found.passed.error().message;
        message.attachments.clear();
        message.failed = true;
    }
    return found.hits;
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
        if (message.role == Role::User)
            last = screenTexts(*run.agent, GuardrailPlace::Input, message);
        else if (message.role == Role::Tool)
            last.hits += screenGivenResult(*run.agent, message);
        else
            last = {};
    }
    QString &instructions = run.request.wishes.instructions;
    if (instructions.isEmpty())
        return last;
    const Screened told = screened(*run.agent, GuardrailPlace::Input, instructions);
    instructions = told.value.toString();
    last.hits = told.hits + last.hits;
    if (!told.passed)
        last.passed = told.passed;
    return last;
}

Result<> steerRun(Run &run, const QString &text, const QString &by)
{
    const Screened input = screened(*run.agent, GuardrailPlace::Input, text);
    if (!run.journal.isFinished())
        tell(run, input);
    return input.passed ? run.control().steer(input.value.toString(), by) : input.passed;
}

Result<> answerCall(Run &run, const QString &approval, ApprovalAnswer answer)
{
    const QList<ApprovalAsked> &waiting = run.control().waiting();
    const auto asked = std::ranges::find(waiting, approval, &ApprovalAsked::approval);
    if (asked == waiting.end() || run.agent->guardrails.isEmpty())
        return run.control().answer(approval, std::move(answer));
    if (answer.arguments) {
        const auto passed = screenGiven(run, GuardrailPlace::Arguments, *answer.arguments, asked->call.id);
        if (!passed)
            return tl::unexpected(passed.error());
        answer.arguments = passed->toObject();
    }
    const auto note = screenGiven(run, GuardrailPlace::Input, answer.note, {});
    if (!note)
        return tl::unexpected(note.error());
    answer.note = note->toString();
    return run.control().answer(approval, std::move(answer));
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

std::optional<QString> refusalOf(const Run &run, const ToolCall &call)
{
    for (const GuardrailRule &rule : run.agent->guardrails) {
        const GuardrailHit refusal{GuardrailPlace::Arguments, rule.spec().name, GuardrailAction::Block,
                                   call.id};
        // Of this turn: an agent that was asked may have had a call of the same id.
        const auto isRefusal = [&](const RunEvent &event) {
            const auto *hit = std::get_if<GuardrailHit>(&event.body);
            return event.turn == run.journal.turn() && hit && *hit == refusal;
        };
        if (std::ranges::any_of(run.journal.events(), isRefusal))
            return sentenceOf(rule.spec(), GuardrailPlace::Arguments);
    }
    return std::nullopt;
}

ToolResult screenResult(Run &run, const ToolCall &call, ToolResult result)
{
    const Screened found = screenTexts(*run.agent, GuardrailPlace::Results, result);
    tell(run, found, call.id);
    if (!found.passed)
        return {ToolOutcome::Denied, found.passed.error().message, result.usage, result.costUsd};
    return result;
}

} // namespace agent
