// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/store/RunStore.h"

#include <QHash>

namespace agent {

/// Keeps runs as long as the program runs. Never Unavailable.
class MemoryRunStore : public RunStore
{
public:
    explicit MemoryRunStore(int keep = runsKept);

    Result<> add(const QList<RunEvent> &events) override;
    Result<QList<StoredRun>> runs(const RunQuery &query) override;
    Result<StoredRun> run(const QString &id) override;
    Result<QList<RunEvent>> events(const QString &run, qint64 after) override;
    Result<QList<StoredSession>> sessions(const SessionQuery &query) override;
    Result<QList<SessionMessage>> history(const SessionKey &session) override;
    Result<> forget(const SessionKey &session) override;

private:
    struct Entry
    {
        StoredRun run;
        QList<RunEvent> events;
    };

    void forgetOldest();
    QList<const Entry *> runsOf(const SessionKey &session) const;
    static StoredSession sessionOf(const QList<const Entry *> &entries);

    int m_keep;
    QHash<QString, Entry> m_entries;
    QStringList m_order; // of their beginning
};

} // namespace agent
