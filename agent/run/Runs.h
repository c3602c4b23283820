// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Run.h"

#include <QHash>

namespace agent {

/// Starts runs and knows those in progress. Server thread only; must outlive its runs: call stopAll() and
/// wait for idle() before it goes.
class Runs : public QObject
{
    Q_OBJECT
public:
    explicit Runs(Clock clock = systemClock);

    /// Begins to work the request off at once; the first events are in the journal when this returns.
    /// `request.messages` must not be empty.
    /// `parent` is the run that asks for this one, if one does.
    RunPtr start(const AgentPtr &agent, RunRequest request, const RunPtr &parent = {});
    /// Null when no run in progress has that id.
    RunPtr find(const QString &id) const { return m_running.value(id); }
    /// Those in progress, the oldest first.
    QList<RunPtr> all() const;
    qsizetype inProgress() const { return m_running.size(); }
    /// Asks every run to stop.
    void stopAll();

    /// Whether somebody sees what waits in any run and can answer it: a window.
    void setAttended(bool attended) { m_attended = attended; }
    bool isAttended() const { return m_attended; }

signals:
    /// The run's first event has not been written yet: connect to its journal to see all of them.
    void started(const agent::RunPtr &run);
    /// The last run in progress has finished.
    void idle();

private:
    Clock m_clock;
    QHash<QString, RunPtr> m_running;
    bool m_attended = false;
};

} // namespace agent
