// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/Limits.h"

#include <QHash>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

void warnOnceAboutCost(Run &run, double costUsd)
{
    const std::optional<double> mark = run.agent->spec.budget.costWarningThreshold;
    if (!mark || costUsd < *mark)
        return;
    const auto isWarning = [](const RunEvent &event) {
        const auto *hit = std::get_if<LimitHit>(&event.body);
        return hit && hit->warning;
    };
    const auto &events = run.journal.events();
    if (std::ranges::none_of(events, isWarning))
        run.journal.append(LimitHit{Limit::Cost, costUsd, *mark, true});
}

QString plain(double number)
{
    return QString::number(number, 'f', QLocale::FloatingPointShortest);
}

double raisedCap(const Journal &journal, Limit limit, double cap)
{
    for (const RunEvent &event : journal.events()) {
        const auto *raised = std::get_if<LimitRaised>(&event.body);
        if (raised && raised->limit == limit)
            cap = raised->cap;
    }
    return cap;
}

} // namespace

Spent spentBy(const Journal &journal)
{
    Spent spent;
    const auto add = [&spent](const std::optional<Usage> &usage, const std::optional<double> &costUsd) {
        spent.usage += usage.value_or(Usage());
        spent.costUsd = spent.costUsd && costUsd ? std::optional(*spent.costUsd + *costUsd) : std::nullopt;
    };
    for (const RunEvent &event : journal.events()) {
        if (const auto *reply = std::get_if<ModelReplied>(&event.body))
            add(reply->usage, reply->costUsd);
        else if (const auto *tool = std::get_if<ToolFinished>(&event.body); tool && tool->usage)
            add(tool->usage, tool->costUsd);
    }
    return spent;
}

BudgetSpec budgetOf(const Run &run)
{
    BudgetSpec budget = run.agent->spec.budget;
    if (std::optional<qint64> &tokens = budget.maxTotalTokens)
        tokens = static_cast<qint64>(raisedCap(run.journal, Limit::Tokens, static_cast<double>(*tokens)));
    if (std::optional<double> &costUsd = budget.maxCostUsd)
        costUsd = raisedCap(run.journal, Limit::Cost, *costUsd);
    return budget;
}

// The sentences are those of the contract (agent loop, step 3).
std::optional<MetLimit> outOfTurns(const Run &run, int uncounted)
{
    const double cap = raisedCap(run.journal, Limit::Iterations, run.main->spec.maxIterations);
    if (run.journal.turn() - uncounted < cap)
        return std::nullopt;
    return MetLimit{{Limit::Iterations, cap, cap, false},
                    u"Maximum iterations (%1) reached without resolution."_s.arg(plain(cap))};
}

std::optional<MetLimit> outOfBudget(Run &run)
{
    const Spent spent = spentBy(run.journal);
    const BudgetSpec budget = budgetOf(run);
    const qint64 tokens = spent.usage.totalTokens();
    if (budget.maxTotalTokens && tokens >= *budget.maxTotalTokens) {
        const LimitHit hit{Limit::Tokens, static_cast<double>(tokens),
                           static_cast<double>(*budget.maxTotalTokens), false};
        return MetLimit{hit,
                        u"Token budget exceeded: %1/%2 tokens"_s.arg(tokens).arg(*budget.maxTotalTokens)};
    }
    if (!spent.costUsd)
        return std::nullopt;
    warnOnceAboutCost(run, *spent.costUsd);
    if (!budget.maxCostUsd || *spent.costUsd < *budget.maxCostUsd)
        return std::nullopt;
    return MetLimit{
        {Limit::Cost, *spent.costUsd, *budget.maxCostUsd, false},
        u"Cost budget exceeded: $%1/$%2"_s.arg(*spent.costUsd, 0, 'f', 6).arg(*budget.maxCostUsd, 0, 'f', 6)};
}

std::optional<MetLimit> tooManyCalls(const Run &run, qsizetype further)
{
    const std::optional<int> limit = run.agent->spec.limits.toolCalls;
    if (!limit)
        return std::nullopt;
    const double cap = raisedCap(run.journal, Limit::ToolCalls, *limit);
    const auto isCall = [](const RunEvent &event) { return std::holds_alternative<ToolCalled>(event.body); };
    const auto calls = static_cast<double>(std::ranges::count_if(run.journal.events(), isCall) + further);
    if (calls <= cap)
        return std::nullopt;
    return MetLimit{{Limit::ToolCalls, calls, cap, false},
                    u"Tool call limit exceeded: %1/%2 calls"_s.arg(plain(calls), plain(cap))};
}

QList<ToolFinished> earlierResults(const Journal &journal, const ToolCall &call)
{
    QSet<QString> same; // ids of the calls that are alike
    QList<ToolFinished> results;
    for (const RunEvent &event : journal.events()) {
        if (const auto *called = std::get_if<ToolCalled>(&event.body)) {
            if (called->call.name == call.name && called->call.arguments == call.arguments)
                same.insert(called->call.id);
        } else if (const auto *finished = std::get_if<ToolFinished>(&event.body)) {
            if (same.contains(finished->call))
                results.append(*finished);
        }
    }
    return results;
}

std::optional<QString> repetition(const Run &run, const ToolCall &call)
{
    const int most = run.agent->spec.limits.sameResults;
    const QList<ToolFinished> results = earlierResults(run.journal, call);
    if (results.size() < most)
        return std::nullopt;
    const auto isLast = [&](const ToolFinished &result) { return result.text == results.constLast().text; };
    if (!std::all_of(results.end() - most, results.end(), isLast))
        return std::nullopt;
    return u"%1 was called with these arguments %2 times and gave the same result each time; it was not "
           u"called "
           "again. Use that result, or try something else."_s.arg(call.name)
               .arg(most);
}

TimeLimit::TimeLimit(Run &run)
    : m_seconds(run.agent->spec.limits.seconds.value_or(0))
{
    if (m_seconds <= 0)
        return;
    m_timer.setSingleShot(true);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this, &run] {
        m_isHit = true;
        run.journal.append(LimitHit{Limit::Seconds, m_seconds, m_seconds, false});
        run.stop.request_stop();
    });
    QObject::connect(&run.journal, &Journal::appended, &m_timer, [this](const RunEvent &e) { follow(e); });
    m_timer.start(std::chrono::milliseconds(static_cast<qint64>(m_seconds * 1000)));
}

void TimeLimit::follow(const RunEvent &event)
{
    if (std::holds_alternative<Suspended>(event.body)) {
        m_left = m_timer.remainingTimeAsDuration();
        m_timer.stop();
    } else if (std::holds_alternative<Resumed>(event.body) && !m_isHit) {
        m_timer.start(m_left);
    }
}

QString TimeLimit::sentence() const
{
    return u"Time limit exceeded: %1 s"_s.arg(m_seconds);
}

} // namespace agent
