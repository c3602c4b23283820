// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"
#include "ui/ServerHost.h"
#include "ui/client/ApprovalWire.h"
#include "ui/client/Wire.h"

#include <QNetworkAccessManager>
#include <QTimer>

#include <functional>

class QNetworkReply;

namespace ui {

/// Knows what of the server's runs waits for a person, tool calls and runs at a limit, and takes the person's
/// answer there. It asks when the server's log gives reason to, never in between: that something waits is a
/// warning of its run, and whatever a run that waits says may be the end of it. Knows no widgets.
class ApprovalClient : public QObject
{
    Q_OBJECT
public:
    /// `host` must outlive it. A host that runs already is asked at once.
    explicit ApprovalClient(const ServerHost &host, QObject *parent = nullptr);

    /// Calls that wait, of the oldest run first; none while no server runs.
    const QList<Approval> &waiting() const { return m_waiting; }
    /// The same of runs at a limit.
    const QList<LimitedRun> &limited() const { return m_limited; }
    /// To be told everything the log says.
    void note(const QList<LogEntry> &entries);
    /// Answered by answered() or refused().
    void answer(const Approval &approval, const ApprovalReply &reply);
    /// Lets the run go on up to `cap`. A refusal is told by limitRefused().
    void raise(const LimitedRun &run, double cap);
    /// Ends the run. A refusal is told by limitRefused().
    void cancel(const LimitedRun &run);

signals:
    void changed(); ///< waiting() or limited() is another list.
    void answered(const ui::Approval &approval);
    /// NotFound, Conflict: it does not wait any more. InvalidInput: other arguments would do. Unavailable.
    void refused(const ui::Approval &approval, const agent::Error &error);
    /// The same of a limit. InvalidInput: the cap is too low.
    void limitRefused(const ui::LimitedRun &run, const agent::Error &error);

private:
    using TakeAnswer = std::function<void(QNetworkReply &)>;

    void ask();
    void post(const QString &path, const QByteArray &body, const TakeAnswer &take);
    void postToLimited(const LimitedRun &run, const QString &what, const QByteArray &body);
    void take(QNetworkReply &reply);
    void setWaiting(const QList<Approval> &waiting, const QList<LimitedRun> &limited);
    bool concerns(const LogEntry &entry) const;

    const ServerHost &m_host;
    QNetworkAccessManager m_network;
    QList<Approval> m_waiting;
    QList<LimitedRun> m_limited;
    QTimer m_soon; ///< Several entries are one reason to ask.
    bool m_asking = false;
    bool m_askAgain = false;
    int m_watch = 0; ///< Counts the starts of the server, to know answers of an earlier one.
};

} // namespace ui
