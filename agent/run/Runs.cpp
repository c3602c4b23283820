// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/Runs.h"

#include "agent/run/AgentLoop.h"

#include <QUuid>

#include <algorithm>

namespace agent {
namespace {

Journal::Heading headingOf(const Agent &agent, const QString &parent)
{
    return {QUuid::createUuid().toString(QUuid::Id128), parent, agent.spec.name};
}

} // namespace

Runs::Runs(Clock clock, RunArchive *archive)
    : m_clock(std::move(clock))
    , m_archive(archive)
{
}

RunPtr Runs::start(const AgentPtr &agent, RunRequest request, const RunPtr &parent)
{
    Q_ASSERT(!request.messages.isEmpty());
    const QString parentId = parent ? parent->id : QString();
    const auto run = std::make_shared<Run>(headingOf(*agent, parentId), agent, std::move(request), m_clock);
    run->runs = this;
    run->parent = parent;
    m_running.insert(run->id, run);
    if (agent->usage)
        connect(&run->journal, &Journal::appended, agent->usage.get(), &UsageLedger::take);
    if (m_archive)
        m_archive->follow(run);
    emit started(run);
    runAgent(run).then([this, id = run->id] {
        m_running.remove(id);
        tellIfIdle();
    });
    return run;
}

Task<ToolFinished> Runs::call(AgentPtr agent, SoleCall call)
{
    const auto run = std::make_shared<Run>(headingOf(*agent, {}), agent, RunRequest(), m_clock);
    run->runs = this;
    m_calls.insert(run);
    emit started(run);
    Result<ToolFinished> finished = co_await callAlone(run, call);
    m_calls.remove(run);
    tellIfIdle();
    co_return finished;
}

void Runs::whenKept(const RunPtr &run, std::function<void()> callback)
{
    if (m_archive)
        m_archive->whenKept(run, std::move(callback));
    else
        callback();
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
    const QList<RunPtr> running = m_running.values() + m_calls.values(); // who stops leaves the table
    for (const RunPtr &run : running)
        run->stop.request_stop();
}

void Runs::tellIfIdle()
{
    if (inProgress() == 0)
        emit idle();
}

} // namespace agent

#include "moc_Runs.cpp"
