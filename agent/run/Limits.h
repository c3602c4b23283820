// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Run.h"

#include <QTimer>

/// The limits of one run: `budget` and `limits` of the agent file. Each that is hit is told by a LimitHit in
/// the journal and in one sentence. Server's thread.
namespace agent {

/// What a run has used up so far, folded from its events.
struct Spent
{
    Usage usage;
    std::optional<double> costUsd = 0.0; ///< Absent as soon as one call's cost is unknown.
};
Spent spentBy(const Journal &journal);

/// Whether the budget is used up; to be asked before each call of the model. Notes the warning mark too.
std::optional<QString> outOfBudget(Run &run);

/// Whether so many further tool calls, which are not in the journal yet, would be too many.
std::optional<QString> tooManyCalls(Run &run, qsizetype further);

/// What calls of this tool with these arguments have given so far, oldest first.
QList<ToolFinished> earlierResults(const Journal &journal, const ToolCall &call);

/// What to tell the model in place of a call that it has made often enough with the same result.
std::optional<QString> repetition(const Run &run, const ToolCall &call);

/// Ends a run when its time is over, by stopping it. Time in which it waits for a person does not count.
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
