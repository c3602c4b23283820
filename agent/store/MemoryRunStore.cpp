// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/store/MemoryRunStore.h"

#include <algorithm>

namespace agent {

MemoryRunStore::MemoryRunStore(int keep)
    : m_keep(keep)
{
}

Result<> MemoryRunStore::add(const QList<RunEvent> &events)
{
    for (const RunEvent &event : events) {
        if (!m_entries.contains(event.run) && event.seq > 1
            && std::ranges::none_of(
                events, [&event](const RunEvent &other) { return other.run == event.run && other.seq == 1; }))
            return noSuchRun(event.run);
    }
    for (const RunEvent &event : events) {
        Entry &entry = m_entries[event.run];
        if (entry.events.isEmpty())
            m_order.append(event.run);
        entry.run.take(event);
        entry.events.append(event);
    }
    forgetOldest();
    return {};
}

// One that is in progress is not forgotten, or its further events would belong to nothing.
void MemoryRunStore::forgetOldest()
{
    for (qsizetype i = 0; m_order.size() > m_keep && i < m_order.size();) {
        if (m_entries[m_order[i]].run.isFinished())
            m_entries.remove(m_order.takeAt(i));
        else
            ++i;
    }
}

Result<QList<StoredRun>> MemoryRunStore::runs(const RunQuery &query)
{
    if (!query.before.isEmpty() && !m_entries.contains(query.before))
        return noSuchRun(query.before);
    QList<StoredRun> found;
    bool isReached = query.before.isEmpty();
    for (qsizetype i = m_order.size() - 1; i >= 0 && found.size() < query.limit; --i) {
        const StoredRun &run = m_entries[m_order[i]].run;
        if (isReached && query.fits(run))
            found.append(run);
        isReached = isReached || run.id == query.before;
    }
    return found;
}

Result<StoredRun> MemoryRunStore::run(const QString &id)
{
    const auto entry = m_entries.constFind(id);
    if (entry == m_entries.constEnd())
        return noSuchRun(id);
    return entry->run;
}

Result<QList<RunEvent>> MemoryRunStore::events(const QString &run, qint64 after)
{
    const auto entry = m_entries.constFind(run);
    if (entry == m_entries.constEnd())
        return noSuchRun(run);
    return entry->events.mid(std::max<qint64>(after, 0));
}

} // namespace agent
