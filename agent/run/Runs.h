// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/RunArchive.h"
#include "agent/run/SoleCall.h"

#include <QHash>
#include <QSet>

namespace agent {

/// Starts runs and knows those in progress. Server thread only; must outlive its runs: call stopAll() and
/// wait for idle() before it goes.
class Runs : public QObject
{
    Q_OBJECT
public:
    /// Runs are kept in `archive`, if there is one; it must outlive this object.
    explicit Runs(Clock clock = systemClock, RunArchive *archive = nullptr);

    /// Begins to work the request off at once; the first events are in the journal when this returns.
    /// `request.messages` must not be empty.
    /// `parent` is the run that asks for this one, if one does.
    RunPtr start(const AgentPtr &agent, RunRequest request, const RunPtr &parent = {});
    /// Carries out one call of a tool, without a model: see callAlone(). It is told by started() and ended by
    /// stopAll() like a run, but is none: nobody holds it by an id. This object must live until the task is
    /// done.
    Task<ToolFinished> call(AgentPtr agent, SoleCall call);
    /// Null when no run in progress has that id.
    RunPtr find(const QString &id) const { return m_running.value(id); }
    /// Those in progress, the oldest first.
    QList<RunPtr> all() const;
    /// Calls `callback` when all that has happened in the run is kept, or cannot be for now: so that nothing
    /// is said to a client that a crash would undo.
    void whenKept(const RunPtr &run, std::function<void()> callback);
    /// How many runs and calls.
    qsizetype inProgress() const { return m_running.size() + m_calls.size(); }
    /// Asks every run and call to stop.
    void stopAll();

    /// Whether somebody sees what waits in any run and can answer it: a window.
    void setAttended(bool attended) { m_attended = attended; }
    bool isAttended() const { return m_attended; }

signals:
    /// The run's first event has not been written yet: connect to its journal to see all of them.
    void started(const agent::RunPtr &run);
    /// The last run or call in progress has finished.
    void idle();

private:
    void tellIfIdle();

    Clock m_clock;
    RunArchive *m_archive;
    QHash<QString, RunPtr> m_running;
    QSet<RunPtr> m_calls;
    bool m_attended = false;
};

} // namespace agent
