// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/Journal.h"

namespace agent {

Journal::Journal(Heading heading, Clock clock)
    : m_heading(std::move(heading))
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
    const auto &[run, parent, agent] = m_heading;
    m_events.append({m_events.size() + 1, m_clock(), run, parent, agent, m_turn, std::move(body)});
    const RunEvent event = m_events.constLast(); // a reader may look at events() again and detach the list
    emit appended(event);
    if (isFinished())
        emit finished();
}

void Journal::beginTurn()
{
    ++m_turn;
    append(TurnStarted{});
}

} // namespace agent

#include "moc_Journal.cpp"
