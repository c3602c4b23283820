// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Clock.h"
#include "agent/values/RunEvent.h"

#include <QObject>

namespace agent {

/// The one ordered list of a run's events. Only the loop writes; any number of readers look at events() from
/// wherever they like and are told by appended() that there is more. A reader that is slow or dies changes
/// nothing for the run. Server thread only.
class Journal : public QObject
{
    Q_OBJECT
public:
    struct Heading
    {
        QString run;
        QString parent; ///< Id of the run that asked for it, if one did.
        QString agent;
    };
    Journal(Heading heading, Clock clock);

    /// All events so far; the event with number seq stands at seq − 1.
    const QList<RunEvent> &events() const { return m_events; }
    /// Whether RunFinished is in it; nothing comes after.
    bool isFinished() const;

    /// Numbers, dates and keeps an event and tells the readers.
    void append(RunEventBody body);
    /// Later events are of this agent.
    void handOver(const QString &agent) { m_heading.agent = agent; }
    /// Later events belong to the next model turn.
    void beginTurn();
    int turn() const { return m_turn; }

signals:
    /// RunFinished is in it, and appended() has told.
    void finished();
    /// There is a new last event. Emitted from within the loop: a reader may ask the run to stop, but not
    /// delete it.
    void appended(const agent::RunEvent &event);

private:
    Heading m_heading;
    Clock m_clock;
    int m_turn = 0;
    QList<RunEvent> m_events;
};

} // namespace agent
