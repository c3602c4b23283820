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

QList<const MemoryRunStore::Entry *> MemoryRunStore::runsOf(const SessionKey &session) const
{
    QList<const Entry *> found;
    for (const QString &id : m_order) {
        const Entry &entry = *m_entries.constFind(id);
        if (session.holds(entry.run))
            found.append(&entry);
    }
    return found;
}

Result<QList<StoredSession>> MemoryRunStore::sessions(const SessionQuery &query)
{
    QStringList ids; // the last used first
    for (qsizetype i = m_order.size() - 1; i >= 0; --i) {
        const StoredRun &run = m_entries.constFind(m_order[i])->run;
        const SessionKey key{query.agent, run.session, query.principal};
        if (!run.session.isEmpty() && key.holds(run) && !ids.contains(run.session))
            ids.append(run.session);
    }
    const qsizetype last = ids.indexOf(query.before);
    if (!query.before.isEmpty() && last < 0)
        return noSuchSession(query.before);
    QList<StoredSession> sessions;
    for (const QString &id : ids.mid(last + 1)) {
        const SessionKey key{query.agent, id, query.principal};
        const auto holdsText = [&query](const SessionMessage &said) {
            return said.message.text.contains(query.text, Qt::CaseInsensitive);
        };
        if (sessions.size() < query.limit && std::ranges::any_of(*history(key), holdsText))
            sessions.append(sessionOf(runsOf(key)));
    }
    return sessions;
}

StoredSession MemoryRunStore::sessionOf(const QList<const Entry *> &entries)
{
    const StoredRun &first = entries.constFirst()->run;
    const QDateTime last = entries.constLast()->run.started;
    StoredSession session{
        first.session, first.prompt, first.started, last, static_cast<int>(entries.size()), 0};
    for (const Entry *entry : entries)
        session.tokens += entry->run.tokens;
    return session;
}

Result<QList<SessionMessage>> MemoryRunStore::history(const SessionKey &session)
{
    const QList<const Entry *> entries = runsOf(session);
    if (entries.isEmpty())
        return noSuchSession(session.id);
    QList<SessionMessage> history;
    for (const Entry *entry : entries)
        history += messagesOf(entry->events);
    return history;
}

Result<> MemoryRunStore::forget(const SessionKey &session)
{
    const QList<const Entry *> entries = runsOf(session);
    if (entries.isEmpty())
        return noSuchSession(session.id);
    const auto isOpen = [](const Entry *entry) { return !entry->run.isFinished(); };
    if (std::ranges::any_of(entries, isOpen))
        return sessionInUse(session.id);
    QStringList ids;
    for (const Entry *entry : entries)
        ids.append(entry->run.id);
    for (const QString &id : ids) {
        m_entries.remove(id);
        m_order.removeOne(id);
    }
    return {};
}

} // namespace agent
