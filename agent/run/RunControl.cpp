// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/RunControl.h"

#include "agent/tools/Arguments.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {

struct RunControl::Question
{
    ToolInfo tool;
    Wake wake = {};
    std::optional<ApprovalAnswer> answer = {};
};

RunControl::RunControl(Journal &journal)
    : m_journal(journal)
{
}

Result<> RunControl::checkOpen() const
{
    if (m_journal.isFinished())
        return fail(ErrorKind::Conflict, u"The run has finished."_s);
    return {};
}

Result<> RunControl::answer(const QString &approval, ApprovalAnswer answer)
{
    Question *question = m_questions.value(approval);
    if (!question || question->answer)
        return fail(ErrorKind::NotFound,
                    u"No tool call waits under \"%1\"; it may have been answered already."_s.arg(approval));
    if (answer.arguments) {
        const auto checked = checkedArguments(question->tool, *answer.arguments);
        if (!checked)
            return fail(ErrorKind::InvalidInput, checked.error().message,
                        u"/arguments"_s + checked.error().where);
        answer.arguments = *checked;
    }
    question->answer = std::move(answer);
    m_waiting.removeIf([&](const ApprovalAsked &asked) { return asked.approval == approval; });
    question->wake.fire();
    return {};
}

Result<> RunControl::steer(const QString &text, const QString &by)
{
    if (text.trimmed().isEmpty())
        return fail(ErrorKind::InvalidInput, u"The message is empty."_s, u"/text"_s);
    if (const auto open = checkOpen(); !open)
        return open;
    m_steering.append({text, by});
    return {};
}

Result<> RunControl::interrupt(const QString &by)
{
    if (const auto open = checkOpen(); !open)
        return open;
    if (!m_interruptedBy)
        m_interruptedBy = by;
    return {};
}

Result<> RunControl::resume(const QString &by)
{
    if (const auto open = checkOpen(); !open)
        return open;
    if (!m_interruptedBy)
        return fail(ErrorKind::Conflict, u"The run is not interrupted."_s);
    m_interruptedBy.reset();
    m_resumedBy = by;
    if (m_held)
        m_held->fire();
    return {};
}

Result<> RunControl::raise(double cap, const QString &by)
{
    if (const auto open = checkOpen(); !open)
        return open;
    if (!m_limit || m_raised)
        return fail(ErrorKind::Conflict, u"The run does not wait at a limit."_s);
    constexpr double most = 1e15;                            // it is a whole number of tokens, too
    const bool isCount = m_limit->limit == Limit::ToolCalls; // the value is what it would come to
    const bool isEnough = isCount ? cap >= m_limit->value : cap > m_limit->value;
    if (!isEnough || cap > most)
        return fail(ErrorKind::InvalidInput,
                    u"The run can go on with a cap of %1 %2, and 1e15 at most."_s.arg(
                        isCount ? u"at least"_s : u"more than"_s,
                        QString::number(m_limit->value, 'f', QLocale::FloatingPointShortest)),
                    u"/cap"_s);
    m_raised = LimitRaised{m_limit->limit, cap, by};
    m_atLimit->fire();
    return {};
}

namespace {

ApprovalGiven decision(const ApprovalAsked &asked, const std::optional<ApprovalAnswer> &answer, bool timedOut)
{
    ApprovalGiven given{asked.approval, asked.call.id};
    if (answer) {
        given.decision = answer->allowed ? Decision::Allowed : Decision::Denied;
        given.by = answer->by;
        given.note = answer->note;
        given.arguments = answer->arguments;
        given.always = answer->allowed && answer->always;
    } else {
        given.decision = timedOut ? Decision::TimedOut : Decision::Cancelled;
    }
    return given;
}

} // namespace

QCoro::Task<ApprovalGiven> RunControl::ask(ToolCall call, ToolInfo tool, QString reason,
                                           std::optional<double> seconds, std::stop_token stop)
{
    ApprovalAsked asked{u"a"_s + QString::number(m_journal.events().size() + 1), call, reason, seconds};
    Question question{std::move(tool)};
    question.wake.on(stop);
    if (seconds)
        question.wake.after(milliseconds(qRound64(*seconds * 1000)));
    m_questions.insert(asked.approval, &question);
    m_waiting.append(asked);
    m_journal.append(asked);
    if (m_questions.size() == 1)
        m_journal.append(Suspended{SuspendReason::Approval});
    co_await question.wake.wait();

    m_questions.remove(asked.approval);
    m_waiting.removeOne(asked);
    const ApprovalGiven given = decision(asked, question.answer, question.wake.timedOut());
    m_journal.append(given);
    if (m_questions.isEmpty())
        m_journal.append(Resumed{given.by});
    co_return given;
}

QCoro::Task<bool> RunControl::askToRaise(LimitHit met, std::optional<double> seconds, std::stop_token stop)
{
    Wake wake;
    wake.on(stop);
    if (seconds)
        wake.after(milliseconds(qRound64(*seconds * 1000)));
    m_limit = met;
    m_atLimit = &wake;
    m_journal.append(Suspended{SuspendReason::Limit});
    co_await wake.wait();
    m_atLimit = nullptr;
    m_limit.reset();
    const std::optional<LimitRaised> raised = std::exchange(m_raised, {});
    if (raised)
        m_journal.append(*raised);
    m_journal.append(Resumed{raised ? raised->by : QString()});
    co_return raised.has_value();
}

QCoro::Task<> RunControl::holdWhileInterrupted(std::stop_token stop)
{
    if (!m_interruptedBy || stop.stop_requested())
        co_return;
    m_journal.append(Suspended{SuspendReason::Interrupt, *m_interruptedBy});
    while (m_interruptedBy && !stop.stop_requested()) {
        Wake wake;
        wake.on(stop);
        m_held = &wake;
        co_await wake.wait();
        m_held = nullptr;
    }
    m_journal.append(Resumed{m_resumedBy});
}

QList<Message> RunControl::takeSteering()
{
    QList<Message> messages;
    for (const Steered &steered : std::exchange(m_steering, {})) {
        m_journal.append(steered);
        messages.append(Message{Role::User, steered.text, {}, {}});
        m_journal.append(MessageAdded{messages.constLast()});
    }
    return messages;
}

} // namespace agent
