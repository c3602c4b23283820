// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Worker.h"
#include "agent/run/Run.h"
#include "agent/store/RunStore.h"

#include <QTimer>

namespace agent {

/// Keeps the journals of runs in a store: one more reader of them. The store works on a thread of its own and
/// never has a run wait or fail. What it cannot take for now is kept in memory and tried again. What happens
/// within a few milliseconds is written at once, or as soon as somebody waits for it; pieces of text alone
/// are not worth a write and go with what follows them. Server thread only.
class RunArchive : public QObject
{
    Q_OBJECT
public:
    explicit RunArchive(std::unique_ptr<RunStore> store);
    /// Writes what is not written yet.
    ~RunArchive() override;
    Q_DISABLE_COPY_MOVE(RunArchive)

    /// From its first event on, which has not been written yet.
    void follow(const RunPtr &run);
    /// Calls `callback` when all that the run's journal holds now is kept, or cannot be for now. The run
    /// lives until then.
    void whenKept(const RunPtr &run, std::function<void()> callback);

    /// What RunStore gives, and in memory what it has not taken yet.
    QFuture<Result<QList<StoredRun>>> runs(const RunQuery &query);
    QFuture<Result<StoredRun>> run(const QString &id);
    QFuture<Result<QList<RunEvent>>> events(const QString &run, qint64 after = 0);
    QFuture<Result<QList<StoredSession>>> sessions(const SessionQuery &query);
    QFuture<Result<QList<SessionMessage>>> history(const SessionKey &session);
    QFuture<Result<>> forget(const SessionKey &session);

signals:
    /// The store cannot take what it is given; told once until it can.
    void failed(const agent::Error &error);
    /// It can again.
    void recovered();

private:
    /// A run that is not wholly kept.
    struct Open
    {
        RunPtr run;
        qsizetype kept = 0; ///< So many of its events are.
        bool isDue = false; ///< It has something worth a write.
    };
    struct Waiting
    {
        RunPtr run;
        qsizetype count = 0; ///< Of events that are to be kept.
        std::function<void()> callback;
    };
    using Counts = QHash<QString, qsizetype>; // of events, by the run's id

    QList<StoredRun> withOpen(QList<StoredRun> runs, const RunQuery &query) const;
    void noteEvent(const RunEvent &event);
    void makeDue(const QString &run);
    void write();
    void writeIfDue();
    void finishWriting();
    void take(const Result<> &added);
    void takeSuccess();
    void takeFailure(const Error &error);
    void forgetSurplus();
    void callBack();

    std::unique_ptr<RunStore> m_store; // used on m_worker only
    Worker m_worker;
    QHash<QString, Open> m_open; // by id
    QStringList m_due;           // ids, in the order of their begin
    Counts m_inWriting;
    QFuture<Result<>> m_writing;
    QList<Waiting> m_waiting;
    QTimer m_retry; // active while the store fails
    QTimer m_tick;  // active while something is due that nobody waits for
};

} // namespace agent
