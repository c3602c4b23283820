// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/Permission.h"

#include "agent/run/Coherence.h"
#include "agent/run/Limits.h"
#include "agent/run/Policy.h"
#include "agent/run/Runs.h"
#include "agent/tools/Arguments.h"
#include "agent/values/ArgumentText.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

ToolResult denied(const QString &sentence)
{
    return {ToolOutcome::Denied, sentence};
}

ToolResult deniedByPolicy(const QString &tool, const QString &reason)
{
    return denied(u"Tool '%1' denied by policy: %2"_s.arg(
        tool, reason.isEmpty() ? u"the agent file does not allow this call."_s : reason));
}

ToolResult deniedByPerson(const ToolCall &call, const ApprovalGiven &given, std::optional<double> seconds)
{
    switch (given.decision) {
    case Decision::TimedOut:
        return denied(u"Tool '%1' was not called: nobody allowed it within %2 s."_s.arg(call.name).arg(
            seconds.value_or(0)));
    case Decision::Cancelled:
        return {ToolOutcome::Cancelled, u"The run was cancelled."_s};
    default:
        return denied(u"Tool '%1' denied by a person: %2"_s.arg(
            call.name, given.note.isEmpty() ? u"no reason was given."_s : given.note));
    }
}

QString effectOf(const ToolInfo &tool)
{
    return tool.sideEffect == SideEffect::Executes ? u"it runs a program"_s : u"it can change things"_s;
}

ToolResult nobodyToAsk(const ToolInfo &tool)
{
    return denied(
        u"Tool '%1' was not called: %2, and nobody is there to allow it. In the agent file "
        "\"policy: {tools: {%1: live}}\" allows it without asking."_s.arg(tool.name, effectOf(tool)));
}

/// The file wants a person, where no model asks.
QString personWanted(const ToolInfo &tool, const QString &reason)
{
    return u"Tool '%1' was not called: the agent file wants a person to be asked first%2, and nobody is "
           u"there to "
           "allow it. In the agent file \"policy: {tools: {%1: live}}\" allows it without asking."_s.arg(
               tool.name, reason.isEmpty() ? QString() : u" (%1)"_s.arg(reason));
}

// Where the file says nothing.
PolicyRule usualRule(const ToolInfo &tool)
{
    if (!asksFirst(tool.sideEffect))
        return {{}, PolicyAction::Live, {}};
    return {{}, PolicyAction::Ask, u"Asked because %1."_s.arg(effectOf(tool))};
}

std::optional<ToolResult> earlierDenial(const Run &run, const ToolCall &call)
{
    const QList<ToolFinished> results = earlierResults(run.journal, call);
    const auto isDenial = [](const ToolFinished &result) { return result.outcome == ToolOutcome::Denied; };
    const auto found = std::ranges::find_if(results, isDenial);
    return found == results.end() ? std::nullopt : std::optional(denied(found->text));
}

/// What the file says of a call; nothing where it may be made, or a person is to be asked.
std::optional<Permission> settled(const PolicyRule &rule, const ToolCall &call)
{
    if (rule.action == PolicyAction::Deny)
        return Permission{{}, deniedByPolicy(call.name, rule.message)};
    if (rule.action == PolicyAction::Mock)
        return Permission{{}, ToolResult{ToolOutcome::Ok, withArguments(rule.message, call.arguments)}, true};
    return std::nullopt;
}

/// What a person says; the file's word holds for the person's arguments, too.
QCoro::Task<Permission> asked(RunPtr run, ToolCall call, ToolInfo tool, QString reason)
{
    if (const auto denial = earlierDenial(*run, call))
        co_return Permission{{}, denial};
    if (run->agent->consents->isAllowed(*run, call.name))
        co_return Permission{call.arguments, {}};
    const std::optional<double> seconds = run->agent->spec.policy.approvalTimeout;
    const ApprovalGiven given =
        co_await run->control().ask(call, tool, reason, seconds, run->stop.get_token());
    if (given.decision != Decision::Allowed)
        co_return Permission{{}, deniedByPerson(call, given, seconds)};
    if (given.always)
        run->agent->consents->allow(*run, call.name);
    call.arguments = given.arguments.value_or(call.arguments);
    const std::optional<PolicyRule> rule = ruleFor(run->agent->spec.policy, call.name, call.arguments);
    const std::optional<Permission> decided = rule ? settled(*rule, call) : std::nullopt;
    co_return decided.value_or(Permission{call.arguments, {}});
}

/// What a form begins with: what its schema says, else nothing of the type.
QJsonValue beginningOf(const QJsonObject &property)
{
    if (property.contains(u"default"_s))
        return property.value(u"default"_s);
    if (const QJsonArray choices = property.value(u"enum"_s).toArray(); !choices.isEmpty())
        return choices.first();
    const QString type = property.value(u"type"_s).toString();
    if (type == u"boolean"_s)
        return false;
    if (type == u"array"_s)
        return QJsonArray();
    return type == u"integer"_s || type == u"number"_s ? QJsonValue(0) : QJsonValue(QString());
}

} // namespace

// Whoever started a run that is asked for by another is the one to ask.
bool canAsk(const Run &run)
{
    return run.request.followed || run.runs->isAttended();
}

QCoro::Task<Reply> askPerson(RunPtr run, ToolCall call, ToolInfo tool, Question question,
                             std::stop_token stop)
{
    if (!canAsk(*run))
        co_return Reply();
    call.arguments = {};
    const QJsonObject properties = question.schema.value(u"properties"_s).toObject();
    for (auto it = properties.begin(); it != properties.end(); ++it)
        call.arguments.insert(it.key(), beginningOf(it->toObject()));
    tool.parameters = question.schema;
    const std::optional<double> seconds = run->agent->spec.policy.approvalTimeout;
    const ApprovalGiven given = co_await run->control().ask(call, tool, question.sentence, seconds, stop);
    Reply reply;
    if (given.decision == Decision::Denied)
        reply.how = Reply::How::Declined;
    if (given.decision != Decision::Allowed)
        co_return reply;
    const auto content = checkedArguments(tool, given.arguments.value_or(call.arguments));
    reply.how = content ? Reply::How::Given : Reply::How::Declined;
    reply.content = content.value_or(QJsonObject());
    co_return reply;
}

QCoro::Task<Permission> permission(RunPtr run, ToolCall call, ToolInfo tool, QJsonObject arguments)
{
    call.arguments = arguments; // as the tool would get them
    const std::optional<PolicyRule> said = ruleFor(run->agent->spec.policy, call.name, arguments);
    const PolicyRule rule = said.value_or(usualRule(tool));
    if (const auto decided = settled(rule, call))
        co_return *decided;
    if (!said && rule.action == PolicyAction::Ask && !canAsk(*run))
        co_return Permission{{}, nobodyToAsk(tool)};
    const auto sentence = co_await incoherence(run, call);
    if (sentence)
        co_return Permission{{}, denied(*sentence)};
    if (rule.action == PolicyAction::Ask)
        co_return co_await asked(run, call, tool, rule.message);
    co_return Permission{arguments, {}};
}

Result<Permission> permissionAlone(const Agent &agent, const ToolCall &call, const ToolInfo &tool,
                                   bool allowed)
{
    const PolicySpec &policy = agent.spec.policy;
    const std::optional<PolicyRule> said = ruleFor(policy, call.name, call.arguments);
    const QString where = placeOfRule(policy, call.name, call.arguments);
    const PolicyRule rule = said.value_or(usualRule(tool));
    if (rule.action == PolicyAction::Deny)
        return fail(ErrorKind::Denied, deniedByPolicy(call.name, rule.message).text, where);
    if (auto mocked = settled(rule, call))
        return *std::move(mocked);
    const bool wantsPerson = rule.action == PolicyAction::Ask;
    if (!wantsPerson || allowed)
        return Permission{call.arguments, {}, false, wantsPerson};
    return fail(ErrorKind::Denied, said ? personWanted(tool, rule.message) : nobodyToAsk(tool).text, where);
}

} // namespace agent
