// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Worker.h"
#include "agent/usage/UsageStore.h"
#include "agent/values/RunEvent.h"

#include <QHash>
#include <QObject>

namespace agent {

/// Keeps account of what runs use: one more reader of their journals. The file is written on a thread of its
/// own, and never has a run wait or fail. Belongs to the server's thread.
class UsageLedger : public QObject
{
    Q_OBJECT
public:
    /// Without a file all is kept in memory.
    explicit UsageLedger(const QString &file);
    /// Writes what is not written yet.
    ~UsageLedger() override;
    Q_DISABLE_COPY_MOVE(UsageLedger)

    /// An event of a run, in the order of its journal.
    void take(const agent::RunEvent &event);

    /// The totals, with everything that was taken before. Errors: Unavailable.
    QFuture<Result<QList<UsageTotal>>> totals(const UsageQuery &query);

    /// What a run's next call may use at most counts as used until that call has ended.
    void expect(const QString &run, const UsedAmount &amount);
    /// What is expected of the runs of an agent, and of one of its sessions if one is named.
    UsedAmount expected(const QString &agent, const std::optional<QString> &session) const;

signals:
    /// The file cannot be used; told once.
    void failed(const agent::Error &error);

private:
    struct OpenRun
    {
        QString agent;
        QString session;
        QString client;
        QString model;                  ///< It began with.
        QHash<QString, QString> models; ///< Of its calls, by their id.
        UsedAmount expected;
    };

    static UsageEntry entryOf(const RunEvent &event, const OpenRun &run);
    void addCall(const RunEvent &event, const ModelReplied &reply);
    void addRun(const RunEvent &event);
    void add(const UsageEntry &entry);
    void write();
    void tell(const Result<> &written);

    UsageStore m_store; // used on m_worker only
    Worker m_worker;
    QHash<QString, OpenRun> m_runs; // by their id
    QList<UsageEntry> m_pending;
    bool m_isWriting = false;
    bool m_isTold = false;
};

/// The product a User-Agent names first (RFC 9110 section 10.1.5): "curl" of "curl/8.5.0"; "browser" for all
/// browsers, which name others before themselves, and "playground" for the pane of the window.
QString productOf(const QString &userAgent);

} // namespace agent
