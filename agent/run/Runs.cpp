// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/Runs.h"

#include "agent/run/AgentLoop.h"

#include <QUuid>

#include <algorithm>

namespace agent {

Runs::Runs(Clock clock)
    : m_clock(std::move(clock))
{
}

RunPtr Runs::start(const AgentPtr &agent, RunRequest request, const RunPtr &parent)
{
    Q_ASSERT(!request.messages.isEmpty());
    Journal::Heading heading{QUuid::createUuid().toString(QUuid::Id128), parent ? parent->id : QString(),
                             agent->spec.name};
    const auto run = std::make_shared<Run>(std::move(heading), agent, std::move(request), m_clock);
    run->runs = this;
    run->parent = parent;
    m_running.insert(run->id, run);
    if (agent->usage)
        connect(&run->journal, &Journal::appended, agent->usage.get(), &UsageLedger::take);
    emit started(run);
    runAgent(run).then([this, id = run->id] {
        m_running.remove(id);
        if (m_running.isEmpty())
            emit idle();
    });
    return run;
}

QList<RunPtr> Runs::all() const
{
    QList<RunPtr> runs = m_running.values();
    const auto begin = [](const RunPtr &run) { return run->journal.events().constFirst().at; };
    std::ranges::stable_sort(runs, {}, begin);
    return runs;
}

void Runs::stopAll()
{
    const QList<RunPtr> running = m_running.values(); // a run that stops leaves the table
    for (const RunPtr &run : running)
        run->stop.request_stop();
}

} // namespace agent

#include "moc_Runs.cpp"
