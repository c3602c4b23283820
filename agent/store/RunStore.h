// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/store/Sessions.h"

namespace agent {

/// Which runs are asked for. Those that another run asked for are never listed.
struct RunQuery
{
    std::optional<QString> agent = {};
    std::optional<QString> session = {};
    std::optional<QString> principal = {};
    bool isAnyState = true;         ///< Or only …
    bool inProgress = false;        ///< … those that are, and
    QList<RunStatus> statuses = {}; ///< those that have ended so.
    QString before = {};            ///< Only those that began before this run; empty: from the newest on.
    int limit = 50;

    /// Whether it is one of those, wherever it stands.
    bool fits(const StoredRun &run) const;
};

/// Keeps the journals of runs, whole and in order, and forgets the oldest runs when they are too many. What
/// was added is never changed. Blocks; any thread, but one at a time.
class RunStore
{
public:
    virtual ~RunStore() = default;

    /// Further events, of one run or of several; of each run in its order and without a gap. All of them are
    /// kept, or none. Errors: Unavailable (the same may work later); NotFound (the run named by `where` is
    /// not known and its first event is not among these).
    virtual Result<> add(const QList<RunEvent> &events) = 0;

    /// The newest first. Errors: Unavailable, NotFound (`before`).
    virtual Result<QList<StoredRun>> runs(const RunQuery &query) = 0;
    /// Errors: Unavailable, NotFound.
    virtual Result<StoredRun> run(const QString &id) = 0;
    /// The run's events with a greater seq than `after`. Errors: Unavailable, NotFound.
    virtual Result<QList<RunEvent>> events(const QString &run, qint64 after = 0) = 0;

    /// The last used first. Errors: Unavailable, NotFound (`before`).
    virtual Result<QList<StoredSession>> sessions(const SessionQuery &query) = 0;
    /// All that was said in it, oldest first. Errors: Unavailable, NotFound.
    virtual Result<QList<SessionMessage>> history(const SessionKey &session) = 0;
    /// Forgets its runs. Errors: Unavailable, NotFound, Conflict (one of them is in progress).
    virtual Result<> forget(const SessionKey &session) = 0;

protected:
    RunStore() = default;
    Q_DISABLE_COPY_MOVE(RunStore)
};

/// How many runs are kept if nobody says otherwise, those that others asked for among them.
constexpr int runsKept = 5000;

tl::unexpected<Error> noSuchRun(const QString &id);
tl::unexpected<Error> noSuchSession(const QString &id);
tl::unexpected<Error> sessionInUse(const QString &id);

} // namespace agent
