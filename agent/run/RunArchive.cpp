// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/RunArchive.h"

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace agent {
namespace {

using namespace std::chrono_literals;

bool isPiece(const RunEventBody &body)
{
    return std::holds_alternative<TextDelta>(body) || std::holds_alternative<ReasoningDelta>(body)
        || std::holds_alternative<ToolProgress>(body);
}

template<class T>
QFuture<T> ready(T value)
{
    QPromise<T> promise;
    promise.start();
    promise.addResult(std::move(value));
    promise.finish();
    return promise.future();
}

StoredRun summaryOf(const Run &run)
{
    StoredRun summary;
    summary.take(run.journal.events().constFirst());
    summary.take(run.journal.events().constLast());
    return summary;
}

} // namespace

RunArchive::RunArchive(std::unique_ptr<RunStore> store)
    : m_store(std::move(store))
{
    m_retry.setInterval(5s);
    connect(&m_retry, &QTimer::timeout, this, &RunArchive::write);
    m_tick.setSingleShot(true);
    m_tick.setInterval(20ms);
    connect(&m_tick, &QTimer::timeout, this, &RunArchive::writeIfDue);
}

RunArchive::~RunArchive()
{
    m_waiting.clear();
    finishWriting();
    m_retry.stop(); // it may have got better
    while (!m_retry.isActive()) {
        for (const QString &id : m_open.keys())
            makeDue(id);
        write();
        if (m_inWriting.isEmpty())
            break;
        finishWriting();
    }
}

void RunArchive::finishWriting()
{
    if (m_inWriting.isEmpty())
        return;
    m_writing.waitForFinished();
    take(m_writing.result());
}

void RunArchive::follow(const RunPtr &run)
{
    m_open.insert(run->id, {run});
    connect(&run->journal, &Journal::appended, this, &RunArchive::noteEvent);
}

void RunArchive::noteEvent(const RunEvent &event)
{
    if (isPiece(event.body))
        return;
    makeDue(event.run);
    if (!m_tick.isActive())
        m_tick.start();
}

void RunArchive::makeDue(const QString &run)
{
    const auto open = m_open.find(run);
    if (open != m_open.end() && !std::exchange(open->isDue, true))
        m_due.append(run);
}

// What comes while one is being written goes with the next.
void RunArchive::writeIfDue()
{
    if (!m_due.isEmpty() && m_inWriting.isEmpty() && !m_retry.isActive())
        write();
}

void RunArchive::write()
{
    m_tick.stop();
    QList<RunEvent> events;
    for (const QString &id : std::exchange(m_due, {})) {
        const auto open = m_open.find(id);
        if (open == m_open.end())
            continue;
        open->isDue = false;
        const QList<RunEvent> &all = open->run->journal.events();
        if (open->kept == all.size())
            continue;
        for (qsizetype i = open->kept; i < all.size(); ++i)
            events.append(all[i]);
        m_inWriting.insert(id, all.size());
    }
    if (m_inWriting.isEmpty())
        return;
    m_writing = m_worker.run<Result<>>([this, events] { return m_store->add(events); });
    m_writing.then(this, [this](const Result<> &added) { take(added); });
}

void RunArchive::take(const Result<> &added)
{
    if (added)
        takeSuccess();
    else
        takeFailure(added.error());
    callBack();
    if (!m_waiting.isEmpty())
        writeIfDue();
    else if (!m_due.isEmpty())
        m_tick.start();
}

void RunArchive::takeSuccess()
{
    const Counts written = std::exchange(m_inWriting, {});
    for (auto run = written.begin(); run != written.end(); ++run) {
        const auto open = m_open.find(run.key());
        open->kept = run.value();
        const Journal &journal = open->run->journal;
        if (journal.isFinished() && open->kept == journal.events().size())
            m_open.erase(open);
    }
    if (m_retry.isActive()) {
        m_retry.stop();
        emit recovered();
    }
}

void RunArchive::takeFailure(const Error &error)
{
    for (const QString &id : std::exchange(m_inWriting, {}).keys())
        makeDue(id);
    const auto unknown = m_open.find(error.where);
    if (error.kind == ErrorKind::NotFound && unknown != m_open.end() && unknown->kept > 0) {
        unknown->kept = 0; // the store has begun anew
        return;
    }
    forgetSurplus();
    if (m_retry.isActive())
        return;
    m_retry.start();
    emit failed(error);
}

// So that a disk that stays full does not fill the memory as well.
void RunArchive::forgetSurplus()
{
    constexpr qsizetype most = 1000;
    if (m_open.size() <= most)
        return;
    const auto isFinished = [](const auto &entry) { return entry.value().run->journal.isFinished(); };
    m_open.removeIf(isFinished);
}

void RunArchive::callBack()
{
    const auto waits = [this](const Waiting &waiting) {
        const auto open = m_open.constFind(waiting.run->id);
        return !m_retry.isActive() && open != m_open.constEnd() && open->kept < waiting.count;
    };
    QList<Waiting> over;
    for (const Waiting &waiting : std::exchange(m_waiting, {}))
        (waits(waiting) ? m_waiting : over).append(waiting);
    for (const Waiting &waiting : over)
        waiting.callback();
}

void RunArchive::whenKept(const RunPtr &run, std::function<void()> callback)
{
    const auto open = m_open.constFind(run->id);
    const qsizetype count = run->journal.events().size();
    if (m_retry.isActive() || open == m_open.constEnd() || open->kept >= count) {
        callback();
        return;
    }
    m_waiting.append({run, count, std::move(callback)});
    makeDue(run->id);
    writeIfDue();
}

QFuture<Result<QList<StoredRun>>> RunArchive::runs(const RunQuery &query)
{
    auto stored = m_worker.run<Result<QList<StoredRun>>>([this, query] { return m_store->runs(query); });
    return stored.then(this, [this, query](const Result<QList<StoredRun>> &runs) {
        return runs.map([this, &query](const QList<StoredRun> &kept) { return withOpen(kept, query); });
    });
}

// Of these the store knows less, or nothing yet.
QList<StoredRun> RunArchive::withOpen(QList<StoredRun> runs, const RunQuery &query) const
{
    QSet<QString> listed;
    for (StoredRun &run : runs) {
        listed.insert(run.id);
        if (const auto open = m_open.constFind(run.id); open != m_open.constEnd())
            run = summaryOf(*open->run);
    }
    for (auto open = m_open.cbegin(); open != m_open.cend() && query.before.isEmpty(); ++open) {
        if (!listed.contains(open.key()))
            runs.append(summaryOf(*open->run));
    }
    runs.removeIf([&query](const StoredRun &run) { return !query.fits(run); });
    std::ranges::stable_sort(runs, std::greater(), &StoredRun::started);
    return runs.mid(0, query.limit);
}

QFuture<Result<StoredRun>> RunArchive::run(const QString &id)
{
    const auto open = m_open.constFind(id);
    if (open != m_open.constEnd())
        return ready<Result<StoredRun>>(summaryOf(*open->run));
    return m_worker.run<Result<StoredRun>>([this, id] { return m_store->run(id); });
}

QFuture<Result<QList<RunEvent>>> RunArchive::events(const QString &run, qint64 after)
{
    const auto open = m_open.constFind(run);
    if (open != m_open.constEnd())
        return ready<Result<QList<RunEvent>>>(open->run->journal.events().mid(after));
    return m_worker.run<Result<QList<RunEvent>>>([this, run, after] { return m_store->events(run, after); });
}

QFuture<Result<QList<StoredSession>>> RunArchive::sessions(const SessionQuery &query)
{
    return m_worker.run<Result<QList<StoredSession>>>([this, query] { return m_store->sessions(query); });
}

QFuture<Result<QList<SessionMessage>>> RunArchive::history(const SessionKey &session)
{
    return m_worker.run<Result<QList<SessionMessage>>>([this, session] { return m_store->history(session); });
}

QFuture<Result<>> RunArchive::forget(const SessionKey &session)
{
    return m_worker.run<Result<>>([this, session] { return m_store->forget(session); });
}

} // namespace agent

#include "moc_RunArchive.cpp"
