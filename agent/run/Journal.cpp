// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/Journal.h"

namespace agent {

Journal::Journal(QString run, QString agent, Clock clock)
    : m_run(std::move(run))
    , m_agent(std::move(agent))
    , m_clock(std::move(clock))
{
}

bool Journal::isFinished() const
{
    return !m_events.isEmpty() && std::holds_alternative<RunFinished>(m_events.constLast().body);
}

void Journal::append(RunEventBody body)
{
    Q_ASSERT(!isFinished());
    m_events.append({m_events.size() + 1, m_clock(), m_run, m_agent, m_turn, std::move(body)});
    const RunEvent event = m_events.constLast(); // a reader may look at events() again and detach the list
    emit appended(event);
}

void Journal::beginTurn()
{
    ++m_turn;
    append(TurnStarted{});
}

} // namespace agent
