// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/Runs.h"
#include "server/control/ActivityLog.h"
#include "server/http/HttpServer.h"
#include "server/metrics/Metrics.h"
#include "server/served/ServedAgent.h"
#include "server/tokens/TokenFile.h"

#include <QUrl>

namespace server {

/// The whole server: one agent, its runs, and the HTTP face with every dialect. Lives on the thread that
/// makes it and needs its event loop.
class AgentServer : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        http::ServerOptions http;         ///< Its log is taken by the activity log.
        bool playground = true;           ///< Serve the chat page.
        bool metrics = false;             ///< Serve GET /metrics.
        agent::Surroundings surroundings; ///< Its `usage` is made by the server.
        QString usageFile = {};           ///< Where usage is kept; empty: in memory only.
        QString tokenFile = {};           ///< Where the tokens given out are kept; empty: there are none.
        QString runsFile = {};            ///< Where runs are kept; empty: the last ones, in memory only.
        int keepRuns = agent::runsKept;   ///< The newest ones; 0: none.
    };

    explicit AgentServer(Options options);

    ServedAgent &served() { return m_served; }
    ActivityLog &log() { return m_log; }
    agent::UsageLedger &usage() { return *m_usage; }
    agent::RunArchive &archive() { return m_archive; }

    /// Begins to listen; an agent must have been loaded. Errors: those of http::HttpServer::start().
    agent::Result<> listen();
    /// Where it listens; empty before listen().
    QList<QUrl> urls() const;
    /// Stops listening, cancels the runs and emits stopped() when the last has ended (at once if there is
    /// none).
    void stop();

signals:
    void stopped();

private:
    QList<http::Route> routes();
    void noteServers(); ///< In the log.
    void noteTokens();  ///< Likewise.

    bool m_playground;
    std::unique_ptr<Metrics> m_metrics; // null: nobody asks
    std::shared_ptr<TokenFile> m_tokens;
    std::shared_ptr<agent::UsageLedger> m_usage;
    ActivityLog m_log; // outlives the servers of the agent's tools, which write into it
    agent::RunArchive m_archive;
    ServedAgent m_served;
    agent::Runs m_runs;
    http::HttpServer m_http;
};

} // namespace server
