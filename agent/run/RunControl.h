// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Async.h"
#include "agent/run/Journal.h"
#include "agent/values/ToolInfo.h"

#include <QHash>

namespace agent {

/// What a person says about a tool call that waits.
struct ApprovalAnswer
{
    bool allowed = false;
    std::optional<QJsonObject> arguments = {}; ///< To be used in place of the model's.
    bool always = false; ///< With `allowed`: calls of this tool need no further answer in this session.
    QString note = {};   ///< With a denial: what the model is told.
    QString by = {};     ///< Who answers, as the journal is to say it.
};

/// How those who hold a run reach into it while it goes. They leave word here; the loop takes it up and tells
/// it in the journal. The errors of all: Conflict, the run has finished. Server's thread.
class RunControl
{
public:
    explicit RunControl(Journal &journal);
    Q_DISABLE_COPY_MOVE(RunControl)

    /// The calls that wait for a person, oldest first.
    const QList<ApprovalAsked> &waiting() const { return m_waiting; }
    /// NotFound: no such call waits (any more). InvalidInput: arguments that do not fit the tool.
    Result<> answer(const QString &approval, ApprovalAnswer answer);

    /// A message for the model, taken before its next turn; a run does not finish over one. InvalidInput: it
    /// is blank.
    Result<> steer(const QString &text, const QString &by);

    /// Holds the run before its next model turn, until resume() or a stop. Tools that run are not disturbed.
    Result<> interrupt(const QString &by);
    /// Conflict: nobody has interrupted it.
    Result<> resume(const QString &by);
    bool isInterrupted() const { return m_interruptedBy.has_value(); }

    /// The limit at which the run waits for a person to raise it.
    const std::optional<LimitHit> &limit() const { return m_limit; }
    /// Lets the run go on up to `cap`. Conflict: it waits at no limit. InvalidInput: it could not go on so.
    Result<> raise(double cap, const QString &by);

    // --- for the loop; the run must outlive the tasks

    /// Waits for a person; a denial where none answers in `seconds` (absent: any time) or the run is stopped.
    QCoro::Task<ApprovalGiven> ask(ToolCall call, ToolInfo tool, QString reason,
                                   std::optional<double> seconds, std::stop_token stop);
    /// Waits for a person to raise a limit; false where none does in `seconds` (absent: any time) or the run
    /// is stopped.
    QCoro::Task<bool> askToRaise(LimitHit met, std::optional<double> seconds, std::stop_token stop);
    /// Waits while the run is interrupted.
    QCoro::Task<> holdWhileInterrupted(std::stop_token stop);
    /// What was said to the run since it was last asked, told in the journal.
    QList<Message> takeSteering();
    bool hasSteering() const { return !m_steering.isEmpty(); }

private:
    struct Question;

    Result<> checkOpen() const;

    Journal &m_journal;
    QList<ApprovalAsked> m_waiting;
    QHash<QString, Question *> m_questions; // by approval; each lies in the frame of ask()
    QList<Steered> m_steering;
    std::optional<QString> m_interruptedBy;
    QString m_resumedBy;
    Wake *m_held = nullptr; // wakes holdWhileInterrupted()
    std::optional<LimitHit> m_limit;
    std::optional<LimitRaised> m_raised;
    Wake *m_atLimit = nullptr; // wakes askToRaise()
};

} // namespace agent
