// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"
#include "ui/ServerHost.h"
#include "ui/client/ApprovalWire.h"
#include "ui/client/Wire.h"

#include <QNetworkAccessManager>
#include <QTimer>

class QNetworkReply;

namespace ui {

/// Knows which tool calls of the server's runs wait for a person, and takes the person's answer there. It
/// asks when the server's log gives reason to, never in between: that a call waits is a warning of its run,
/// and whatever a run that waits says may be the end of it. Knows no widgets.
class ApprovalClient : public QObject
{
    Q_OBJECT
public:
    /// `host` must outlive it. A host that runs already is asked at once.
    explicit ApprovalClient(const ServerHost &host, QObject *parent = nullptr);

    /// Those that wait, of the oldest run first; none while no server runs.
    const QList<Approval> &waiting() const { return m_waiting; }
    /// To be told everything the log says.
    void note(const QList<LogEntry> &entries);
    /// Answered by answered() or refused().
    void answer(const Approval &approval, const ApprovalReply &reply);

signals:
    void changed(); ///< waiting() is another list.
    void answered(const ui::Approval &approval);
    /// NotFound, Conflict: it does not wait any more. InvalidInput: other arguments would do. Unavailable.
    void refused(const ui::Approval &approval, const agent::Error &error);

private:
    void ask();
    void take(QNetworkReply &reply);
    void setWaiting(const QList<Approval> &waiting);
    bool concerns(const LogEntry &entry) const;

    const ServerHost &m_host;
    QNetworkAccessManager m_network;
    QList<Approval> m_waiting;
    QTimer m_soon; ///< Several entries are one reason to ask.
    bool m_asking = false;
    bool m_askAgain = false;
    int m_watch = 0; ///< Counts the starts of the server, to know answers of an earlier one.
};

} // namespace ui
