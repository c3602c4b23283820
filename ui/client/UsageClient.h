// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ServerHost.h"
#include "ui/client/UsageWire.h"
#include "ui/client/Wire.h"

#include <QNetworkAccessManager>
#include <QTimer>

#include <functional>
#include <optional>

namespace ui {

/// What the agent that is served has used, today and in the session used last; both count for its limits. It
/// asks the server when the log tells that something was used, at most twice a second, and at midnight UTC,
/// when a day ends. Knows no widgets.
class UsageClient : public QObject
{
    Q_OBJECT
public:
    /// `host` must outlive it.
    explicit UsageClient(const ServerHost &host, QObject *parent = nullptr);

    /// Whose usage is asked for; nobody's without a name.
    void setAgent(const QString &name);
    /// To be told everything the log says.
    void note(const QList<LogEntry> &entries);

    /// Absent until the server has told it.
    const std::optional<UsedTotal> &day() const { return m_day; }
    /// Absent also when no client has named a session.
    const std::optional<UsedTotal> &session() const { return m_session; }

signals:
    void changed();

private:
    using Total = std::optional<UsedTotal>;

    void ask();
    void askFor(const QString &by, Total &total, const std::function<Total(const UsedTotals &)> &take);
    void put(Total &total, const Total &value);

    const ServerHost &m_host;
    QNetworkAccessManager m_network;
    QString m_agent;
    Total m_day;
    Total m_session;
    QTimer m_soon;
    QTimer m_midnight;
    int m_watch = 0; ///< Counts the agents asked for, to know answers about an earlier one.
};

} // namespace ui
