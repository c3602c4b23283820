// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Run.h"

#include <QTimer>

/// The limits of one run: `max_iterations`, `budget` and `limits` of the agent file, as far as nobody has
/// raised them. Server's thread.
namespace agent {

/// A limit that is met: for the journal, and in one sentence for a person.
struct MetLimit
{
    LimitHit hit;
    QString sentence;
};

/// What a run has used up so far, folded from its events.
struct Spent
{
    Usage usage;
    std::optional<double> costUsd = 0.0; ///< Absent as soon as one call's cost is unknown.
};
Spent spentBy(const Journal &journal);

/// What the run may use up.
BudgetSpec budgetOf(const Run &run);

/// Whether another turn would be one too many; so many of those before do not count.
std::optional<MetLimit> outOfTurns(const Run &run, int uncounted);

/// Whether the budget is used up; to be asked before each call of the model. Tells the warning mark in the
/// journal.
std::optional<MetLimit> outOfBudget(Run &run);

/// Whether so many further tool calls, which are not in the journal yet, would be too many.
std::optional<MetLimit> tooManyCalls(const Run &run, qsizetype further);

/// What calls of this tool with these arguments have given so far, oldest first.
QList<ToolFinished> earlierResults(const Journal &journal, const ToolCall &call);

/// What to tell the model in place of a call that it has made often enough with the same result.
std::optional<QString> repetition(const Run &run, const ToolCall &call);

/// Ends a run when its time is over, by stopping it, and tells so in the journal. Time in which it waits for
/// a person does not count. Nobody can raise this limit, for what was stopped would have to be done again.
class TimeLimit
{
public:
    /// `run` must outlive it.
    explicit TimeLimit(Run &run);
    Q_DISABLE_COPY_MOVE(TimeLimit)

    bool isHit() const { return m_isHit; }
    QString sentence() const;

private:
    void follow(const RunEvent &event);

    QTimer m_timer;
    double m_seconds = 0;
    std::chrono::milliseconds m_left{}; // while it does not count
    bool m_isHit = false;
};

} // namespace agent
